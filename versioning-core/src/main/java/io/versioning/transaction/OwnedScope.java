package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/** A borrowed connection in autocommit mode. Not thread-safe. */
record OwnedScope(Connection connection, boolean autoCommitAsBorrowed) implements TransactionScope {

    static OwnedScope open(Connection borrowed) throws SQLException {
        try {
            boolean autoCommit = borrowed.getAutoCommit();
            if (!autoCommit) {
                borrowed.setAutoCommit(true);
            }
            return new OwnedScope(borrowed, autoCommit);
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, borrowed);
            throw e;
        }
    }

    private static void closeAfter(Exception failure, Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    @Override
    public boolean joined() {
        return false;
    }

    @Override
    public void close() throws SQLException {
        try (Connection borrowed = connection) {
            if (!autoCommitAsBorrowed && !borrowed.isClosed()) {
                borrowed.setAutoCommit(false);
            }
        }
    }
}
