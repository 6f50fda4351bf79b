package io.versioning.internal.sql;

import io.versioning.TableUnsuitableException;
import io.versioning.internal.text.SafeText;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Checks a table against the catalogue, before anything is written to it: it exists, its id columns are a key, its
 * version column can count.
 *
 * <p>Not thread-safe: it belongs to one connection.
 */
public final class TableCheck {

    private final Catalog catalog;

    private TableCheck(Catalog catalog) {
        this.catalog = catalog;
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
        return new TableCheck(Catalog.of(connection)).check(request);
    }

    private CheckedTable check(TableRequest request) throws SQLException {
        Catalog.Location location = locate(request);
        Map<String, Column> columns = catalog.columns(location);
        Column version =
                column("; add it, or name the one that holds the version", request, request.versionColumn(), columns);
        VersionWidth width = requireCounter(request, version);
        List<Column> ids = new ArrayList<>();
        for (String id : request.idColumns()) {
            ids.add(column("", request, id, columns));
        }
        if (ids.contains(version)) {
            throw new TableUnsuitableException(
                    request.name(),
                    "the version column " + version.quoted() + " is part of its key, and a version changes with each"
                            + " write; name another");
        }
        Dialect.TableFacts facts = catalog.facts(location);
        keyProblem(ids, facts).ifPresent(problem -> {
            throw new TableUnsuitableException(request.name(), problem);
        });
        String name = (request.schema() == null ? "" : Identifiers.quote(location.schema()) + ".")
                + Identifiers.quote(location.name());
        return new CheckedTable(
                catalog.dialect(),
                catalog.identifiers(),
                name,
                facts,
                columns,
                List.copyOf(ids),
                version,
                width,
                Visibility.ALL);
    }

    private Catalog.Location locate(TableRequest request) throws SQLException {
        List<String> path = catalog.searchPath(request.schema());
        if (path.isEmpty() && request.schema() != null) {
            throw new TableUnsuitableException(request.name(), "there is no such schema");
        }
        return catalog.find(path, request.name())
                .orElseThrow(() -> new TableUnsuitableException(
                        request.name(), "there is no such table in " + String.join(", ", path)));
    }

    private Column column(String hint, TableRequest request, String meant, Map<String, Column> columns) {
        return catalog.identifiers()
                .find(meant, columns.keySet())
                .map(columns::get)
                .orElseThrow(() -> new TableUnsuitableException(
                        request.name(), "there is no column " + SafeText.of(meant) + hint));
    }

    private static VersionWidth requireCounter(TableRequest request, Column version) {
        VersionWidth width = VersionWidth.of(version)
                .orElseThrow(() -> new TableUnsuitableException(request.name(), unfit(version)));
        if (version.nullable() && !request.versionMayBeNull()) {
            throw new TableUnsuitableException(
                    request.name(),
                    "the version column " + version.quoted() + " allows null, and a row without a version can't be"
                            + " guarded; fill it and make it NOT NULL");
        }
        return width;
    }

    /**
     * Says why a column is no version column, where {@link VersionWidth} knows no width for it.
     *
     * @param version the column
     * @return what is wrong with its type
     */
    public static String unfit(Column version) {
        String type = "the version column " + version.quoted() + " is of type " + version.typeName();
        return switch (version.jdbcType()) {
            case Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE, Types.DATE, Types.TIME, Types.TIME_WITH_TIMEZONE ->
                type
                        + ", and a time is no version: two writes can fall into one tick, clocks go back, and columns and"
                        + " drivers round; use smallint, integer or bigint";
            default -> type + ", and a version is a smallint, integer or bigint";
        };
    }

    /**
     * Says why columns can't name a single row of a table.
     *
     * @param ids the columns that are meant to be the key
     * @param facts what the catalogue says of the table
     * @return what is wrong, or empty if they are a key
     */
    public static Optional<String> keyProblem(List<Column> ids, Dialect.TableFacts facts) {
        Set<String> names = new TreeSet<>();
        ids.forEach(id -> names.add(id.name()));
        if (facts.keys().isEmpty()) {
            return Optional.of("it has no primary key and no unique key");
        }
        if (!facts.keys().contains(names) || ids.stream().anyMatch(Column::nullable)) {
            return Optional.of("the id columns " + names + " are neither its primary key nor a unique key of NOT NULL"
                    + " columns, so one id could name several rows");
        }
        return facts.hasChildren()
                ? Optional.of("other tables inherit from it, so that one id could name a row in each of them")
                : Optional.empty();
    }
}
