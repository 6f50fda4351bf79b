package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;

/** What is done inside a transaction, without an answer. */
@FunctionalInterface
public interface TransactionStep {

    /**
     * Does the work.
     *
     * @param connection the connection of the transaction, for statements of the application's own; it must not be
     *     committed, rolled back or closed
     * @throws SQLException if a statement fails; the transaction is rolled back
     */
    void in(Connection connection) throws SQLException;
}
