package io.versioning.transaction;

import java.sql.Connection;

/** A connection of the caller's, in the caller's transaction. Not thread-safe. */
record JoinedScope(Connection connection) implements TransactionScope {

    @Override
    public boolean joined() {
        return true;
    }

    @Override
    public void close() {
        // the caller's connection stays open
    }
}
