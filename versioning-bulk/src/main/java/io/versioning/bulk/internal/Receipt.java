package io.versioning.bulk.internal;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A row that a transaction leaves in a table of receipts: it is there if the transaction was committed. Immutable.
 *
 * @param table the table
 * @param id its key
 * @param leftAt when it was written, in milliseconds since 1970, by the clock of the application
 */
record Receipt(String table, UUID id, long leftAt) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** For so long it is a proof; old ones may be deleted, and then say nothing. */
    private static final Duration VALID = Duration.ofDays(7);

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*([.][A-Za-z_][A-Za-z0-9_]*)?");

    /** Object not in prerequisite state: the rows of the bulk are not at fault. */
    private static final String NO_RECEIPTS = "55000";

    Receipt {
        requireName(table);
    }

    /**
     * Checks the name of a table, which becomes a part of statements.
     *
     * @param table the name
     * @return the name
     * @throws IllegalArgumentException if it is another one than a plain name, with or without a schema
     */
    static String requireName(String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException(
                    "receipts: the table's name must be letters, digits and underscores, with or without a schema");
        }
        return table;
    }

    /** Leaves a receipt in the transaction of a connection. */
    static Receipt leave(String table, Connection connection) throws SQLException {
        Receipt receipt = new Receipt(table, UUID.randomUUID(), System.currentTimeMillis());
        try {
            receipt.insert(connection, true);
        } catch (SQLException e) {
            throw new SQLException("No receipt could be left", stateOf(e), e);
        }
        return receipt;
    }

    /** What says something of a row elsewhere says nothing of any here; the rest is as true as ever. */
    private static String stateOf(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.startsWith("08") || state.startsWith("40") || state.startsWith("57")
                ? state
                : NO_RECEIPTS;
    }

    /**
     * Writes the receipt.
     *
     * @param committed whether it says that its transaction was committed, or that it never will be
     */
    void insert(Connection connection, boolean committed) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + table + " (id, committed) values (?, ?)")) {
            statement.setObject(1, id);
            statement.setBoolean(2, committed);
            statement.executeUpdate();
        }
    }

    /** What the receipt says; empty if there is none. */
    Optional<Boolean> read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("select committed from " + table + " where id = ?")) {
            statement.setObject(1, id);
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? Optional.of(found.getBoolean(1)) : Optional.empty();
            }
        }
    }

    /** Whether it would still be there, had it been committed. */
    boolean isValid() {
        long age = System.currentTimeMillis() - leftAt;
        return Math.abs(age) <= VALID.toMillis();
    }
}
