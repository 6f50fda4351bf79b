package io.versioning.internal.sql;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the schemas, tables and columns that an application means by the names it uses.
 *
 * <p>Not thread-safe: it belongs to one connection.
 */
public final class Catalog {

    private final Connection connection;
    private final DatabaseMetaData database;
    private final Dialect dialect;
    private final Identifiers identifiers;

    private Catalog(Connection connection) throws SQLException {
        this.connection = connection;
        this.database = connection.getMetaData();
        this.dialect = Dialect.of(connection);
        this.identifiers = Identifiers.of(database);
    }

    /**
     * The catalogue that a connection sees.
     *
     * @param connection the connection; only read
     * @return the catalogue
     * @throws SQLException if the database can't be asked
     * @throws io.versioning.DatabaseException if the library was not tried on it
     */
    public static Catalog of(Connection connection) throws SQLException {
        return new Catalog(connection);
    }

    /**
     * Where a table is.
     *
     * @param schema the schema's name in the catalogue
     * @param name the table's name in the catalogue
     */
    public record Location(String schema, String name) {}

    /**
     * Returns the database's dialect.
     *
     * @return the dialect
     */
    public Dialect dialect() {
        return dialect;
    }

    /**
     * Returns how the database treats names.
     *
     * @return the rules
     */
    public Identifiers identifiers() {
        return identifiers;
    }

    /**
     * Lists the schemas in which a table is to be looked for.
     *
     * @param schema the schema that the application names, or null for the connection's own
     * @return their names in the catalogue, in the order of the search; empty if there is no such schema
     * @throws SQLException if the database can't be asked
     */
    public List<String> searchPath(@Nullable String schema) throws SQLException {
        return schema == null
                ? dialect.searchPath(connection)
                : identifiers.find(schema, schemas()).stream().toList();
    }

    private Set<String> schemas() throws SQLException {
        Set<String> schemas = new TreeSet<>();
        try (ResultSet found = database.getSchemas()) {
            while (found.next()) {
                schemas.add(found.getString("TABLE_SCHEM"));
            }
        }
        return schemas;
    }

    /**
     * Finds a table or view.
     *
     * @param schemas the names of the schemas to look in, in this order
     * @param name the name that the application uses
     * @return the first that is found, or empty
     * @throws SQLException if the database can't be asked
     */
    public Optional<Location> find(List<String> schemas, String name) throws SQLException {
        for (String schema : schemas) {
            for (String candidate : identifiers.candidates(name)) {
                if (exists(schema, candidate)) {
                    return Optional.of(new Location(schema, candidate));
                }
            }
        }
        return Optional.empty();
    }

    private boolean exists(String schema, String table) throws SQLException {
        try (ResultSet found =
                database.getTables(null, identifiers.pattern(schema), identifiers.pattern(table), null)) {
            return found.next();
        }
    }

    /**
     * Lists a table's columns.
     *
     * @param table the table
     * @return the columns by their name in the catalogue, in order
     * @throws SQLException if the database can't be asked
     */
    public Map<String, Column> columns(Location table) throws SQLException {
        Map<String, Column> columns = new LinkedHashMap<>();
        try (ResultSet found = database.getColumns(
                null, identifiers.pattern(table.schema()), identifiers.pattern(table.name()), null)) {
            while (found.next()) {
                Column column = column(found);
                columns.put(column.name(), column);
            }
        }
        for (Map.Entry<String, Column> column : columns.entrySet()) {
            column.setValue(dialect.resolve(connection, table.schema(), table.name(), column.getValue()));
        }
        Map<String, String> labels = identifiers.labels(List.copyOf(columns.keySet()));
        columns.replaceAll((name, column) -> column.labelled(labels.getOrDefault(name, name)));
        return columns;
    }

    private static Column column(ResultSet found) throws SQLException {
        String name = found.getString("COLUMN_NAME");
        return new Column(
                name,
                name,
                found.getInt("DATA_TYPE"),
                found.getString("TYPE_NAME"),
                found.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls,
                "YES".equals(found.getString("IS_GENERATEDCOLUMN")));
    }

    /**
     * Reads what a table's catalogue entries say that the standard metadata doesn't.
     *
     * @param table the table
     * @return the facts
     * @throws SQLException if the database can't be asked
     */
    public Dialect.TableFacts facts(Location table) throws SQLException {
        return dialect.facts(connection, table.schema(), table.name());
    }
}
