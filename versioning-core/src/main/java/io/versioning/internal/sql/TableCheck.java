package io.versioning.internal.sql;

import io.versioning.TableUnsuitableException;
import io.versioning.internal.text.SafeText;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a table against the catalogue, before anything is written to it: it exists, its id columns are a key, its
 * version column can count.
 *
 * <p>Not thread-safe: it belongs to one connection.
 */
public final class TableCheck {

    private final Connection connection;
    private final DatabaseMetaData database;
    private final Dialect dialect;
    private final Identifiers identifiers;

    private TableCheck(Connection connection) throws SQLException {
        this.connection = connection;
        this.database = connection.getMetaData();
        this.dialect = Dialect.of(connection);
        this.identifiers = Identifiers.of(database);
    }

    /**
     * Checks a table.
     *
     * @param request the table as the application describes it
     * @param connection where it is; only read
     * @return the table
     * @throws SQLException if the catalogue can't be read
     * @throws TableUnsuitableException if the table does not fit, saying why
     */
    public static CheckedTable of(TableRequest request, Connection connection) throws SQLException {
        return new TableCheck(connection).check(request);
    }

    private CheckedTable check(TableRequest request) throws SQLException {
        Location location = locate(request);
        Map<String, Column> columns = columns(location);
        Column version = column(request, request.versionColumn(), columns);
        VersionWidth width = requireCounter(request, version);
        List<Column> ids = new ArrayList<>();
        for (String id : request.idColumns()) {
            ids.add(column(request, id, columns));
        }
        Dialect.TableFacts facts = dialect.facts(connection, location.schema(), location.name());
        requireKey(request, ids, facts);
        String name = (request.schema() == null ? "" : Identifiers.quote(location.schema()) + ".")
                + Identifiers.quote(location.name());
        return new CheckedTable(dialect, identifiers, name, facts, columns, List.copyOf(ids), version, width);
    }

    private record Location(String schema, String name) {}

    private Location locate(TableRequest request) throws SQLException {
        List<String> path = request.schema() == null ? dialect.searchPath(connection) : List.of(schema(request));
        for (String schema : path) {
            for (String name : identifiers.candidates(request.name())) {
                if (exists(schema, name)) {
                    return new Location(schema, name);
                }
            }
        }
        throw new TableUnsuitableException(request.name(), "there is no such table in " + String.join(", ", path));
    }

    private String schema(TableRequest request) throws SQLException {
        Set<String> schemas = new TreeSet<>();
        try (ResultSet found = database.getSchemas()) {
            while (found.next()) {
                schemas.add(found.getString("TABLE_SCHEM"));
            }
        }
        return identifiers
                .find(String.valueOf(request.schema()), schemas)
                .orElseThrow(() -> new TableUnsuitableException(request.name(), "there is no such schema"));
    }

    private boolean exists(String schema, String table) throws SQLException {
        try (ResultSet found =
                database.getTables(null, identifiers.pattern(schema), identifiers.pattern(table), null)) {
            return found.next();
        }
    }

    private Map<String, Column> columns(Location location) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet found = database.getColumns(
                null, identifiers.pattern(location.schema()), identifiers.pattern(location.name()), null)) {
            while (found.next()) {
                String name = found.getString("COLUMN_NAME");
                columns.put(
                        name,
                        new Column(
                                name,
                                identifiers.label(name),
                                found.getInt("DATA_TYPE"),
                                found.getString("TYPE_NAME"),
                                found.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
            }
        }
        return columns;
    }

    private Column column(TableRequest request, String meant, Map<String, Column> columns) {
        return identifiers
                .find(meant, columns.keySet())
                .map(columns::get)
                .orElseThrow(
                        () -> new TableUnsuitableException(request.name(), "there is no column " + SafeText.of(meant)));
    }

    private static VersionWidth requireCounter(TableRequest request, Column version) {
        VersionWidth width = VersionWidth.of(version)
                .orElseThrow(() -> new TableUnsuitableException(request.name(), unfit(version)));
        if (version.nullable()) {
            throw new TableUnsuitableException(
                    request.name(),
                    "the version column " + version.quoted() + " allows null, and a row without a version can't be"
                            + " guarded; fill it and make it NOT NULL");
        }
        return width;
    }

    private static String unfit(Column version) {
        String type = "the version column " + version.quoted() + " is of type " + version.typeName();
        return switch (version.jdbcType()) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE ->
                type
                        + ", and a time is no version: two writes can fall into one tick, clocks go back, and columns and"
                        + " drivers round; use smallint, integer or bigint";
            default -> type + ", and a version is a smallint, integer or bigint";
        };
    }

    private static void requireKey(TableRequest request, List<Column> ids, Dialect.TableFacts facts) {
        Set<String> names = new TreeSet<>();
        ids.forEach(id -> names.add(id.name()));
        if (facts.keys().isEmpty()) {
            throw new TableUnsuitableException(request.name(), "it has no primary key and no unique key");
        }
        if (!facts.keys().contains(names) || ids.stream().anyMatch(Column::nullable)) {
            throw new TableUnsuitableException(
                    request.name(),
                    "the id columns " + names + " are neither its primary key nor a unique key of NOT NULL columns, so"
                            + " one id could name several rows");
        }
        if (facts.hasChildren()) {
            throw new TableUnsuitableException(
                    request.name(), "other tables inherit from it, so that one id could name a row in each of them");
        }
    }
}
