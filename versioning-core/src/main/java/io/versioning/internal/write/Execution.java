package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Executes rendered statements on one connection. Not thread-safe.
 *
 * @param table the table that the statements are about
 * @param connection the connection
 */
record Execution(CheckedTable table, Connection connection) {

    /**
     * What a write changed.
     *
     * @param rows how many rows
     * @param returned the asked-for columns of the first of them; empty if there is none
     */
    record Written(int rows, List<@Nullable Object> returned) {}

    /** Reads what a write returns, from the row that the result set stands on. */
    private interface Returned<R> {
        R read(ResultSet row) throws SQLException;
    }

    /** Executes an insert and asks for the values that columns have after it, in the same round trip. */
    Written insert(Statement statement, List<String> returning) throws SQLException {
        try (PreparedStatement prepared =
                connection.prepareStatement(statement.sql(), returning.toArray(String[]::new))) {
            int rows = execute(prepared, statement);
            return new Written(rows, rows == 0 ? List.of() : returned(prepared, row -> values(row, returning.size())));
        }
    }

    private static List<@Nullable Object> values(ResultSet row, int columns) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (int index = 1; index <= columns; index++) {
            values.add(ValueReader.value(row, index));
        }
        return values;
    }

    /** Executes an update and asks for the version after it, in the same round trip. */
    RowStatements.Written update(Statement statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(
                statement.sql(), new String[] {table.version().name()})) {
            int rows = execute(prepared, statement);
            // by index: to ask H2 for metadata would be one statement more
            return new RowStatements.Written(rows, rows == 0 ? null : returned(prepared, row -> row.getLong(1)));
        }
    }

    /** Executes a write that leaves no row to ask about, and counts the rows. */
    int write(Statement statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            return execute(prepared, statement);
        }
    }

    private int execute(PreparedStatement prepared, Statement statement) throws SQLException {
        bind(prepared, statement);
        try {
            return prepared.executeUpdate();
        } catch (RuntimeException e) {
            throw new SQLException("The driver failed while it executed a write", e);
        }
    }

    /** The write has taken place by now: a failure must not carry an SQLSTATE that says it has not. */
    private static <R> R returned(PreparedStatement prepared, Returned<R> returned) throws SQLException {
        try (ResultSet row = prepared.getGeneratedKeys()) {
            row.next();
            return returned.read(row);
        } catch (SQLException e) {
            throw new SQLException("The driver failed after it executed a write", e);
        }
    }

    /** Reads whole rows. */
    List<RowImage> rows(Statement statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            bind(prepared, statement);
            List<RowImage> images = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    images.add(image(rows, rows.getLong(1), 2));
                }
            }
            return images;
        }
    }

    /** Reads the row of a failed write: see {@link GuardedSql#loser}. */
    Loser loser(Statement statement, @Nullable StateReader state) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            bind(prepared, statement);
            try (ResultSet row = prepared.executeQuery()) {
                row.next();
                String isolation = row.getString(1);
                long version = row.getLong(2);
                if (row.wasNull()) {
                    return new Loser(isolation, null, null);
                }
                return new Loser(isolation, version, state == null ? null : state.read(table, version, row, 3));
            }
        }
    }

    private RowImage image(ResultSet row, long version, int from) throws SQLException {
        return RowImage.read(table, version, row, from);
    }

    /** Executes a statement only for what it locks. */
    void lock(Statement statement) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement.sql())) {
            bind(prepared, statement);
            prepared.executeQuery().close();
        }
    }

    private void bind(PreparedStatement prepared, Statement statement) throws SQLException {
        int index = 1;
        for (Parameter parameter : statement.parameters()) {
            table.dialect().bind(prepared, index++, parameter.value(), parameter.column());
        }
    }
}
