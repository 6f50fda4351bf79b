package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done inside a transaction.
 *
 * @param <R> the type of the answer; {@code Void} or any other with null for none
 */
@FunctionalInterface
public interface TransactionWork<R extends @Nullable Object> {

    /**
     * Does the work.
     *
     * @param connection the connection of the transaction, for statements of the application's own; it must not be
     *     committed, rolled back or closed
     * @return the answer
     * @throws SQLException if a statement fails; the transaction is rolled back
     */
    R in(Connection connection) throws SQLException;
}
