package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/**
 * The connection of one call, with the word on who owns the transaction.
 *
 * <p>Not thread-safe: a scope is used by the thread that opened it.
 */
public interface TransactionScope extends AutoCloseable {

    /**
     * Returns the connection of this scope.
     *
     * @return in a {@linkplain #joined() joined} scope, the connection of the open transaction; in an owned one, a
     *     connection in autocommit mode. The library refuses to write on any other
     */
    Connection connection();

    /**
     * Tells whose transaction this is.
     *
     * @return true if the caller commits or rolls back; false if the library does
     */
    boolean joined();

    /**
     * Asks to be told how the joined transaction ends.
     *
     * <p>Callbacks are called in the reverse order of their registration, so that the first one has the last word.
     * A source that can't see the end does not call them; that is what this default does.
     *
     * @param callback called at most once, after the end; it must not throw
     */
    default void afterCompletion(Consumer<Completion> callback) {}

    /**
     * Makes sure that the joined transaction is not committed, where this source can.
     *
     * <p>Called after a failure that has lost what the transaction had written so far (SQLSTATE class 40), or that has
     * doomed it. H2 would otherwise go on and commit the statements that follow.
     *
     * @param cause the failure
     */
    default void doom(Throwable cause) {}

    /**
     * Ends the scope: hands an owned connection back as it was borrowed, and leaves a joined one as it is.
     *
     * @throws SQLException if the connection can't be handed back
     */
    @Override
    void close() throws SQLException;
}
