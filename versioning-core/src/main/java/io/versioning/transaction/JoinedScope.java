package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;

/** A connection of the caller's, in the caller's transaction. Not thread-safe. */
record JoinedScope(Connection connection) implements TransactionScope {

    static JoinedScope of(Connection connection) throws SQLException {
        Objects.requireNonNull(connection, "connection");
        if (connection.isClosed()) {
            throw new IllegalStateException("connection: is closed; pass an open one");
        }
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("connection: is in autocommit mode, so there is no transaction to join;"
                    + " call setAutoCommit(false) first, or pass the DataSource");
        }
        return new JoinedScope(connection);
    }

    @Override
    public boolean joined() {
        return true;
    }

    @Override
    public void close() {
        // the caller's connection stays open
    }
}
