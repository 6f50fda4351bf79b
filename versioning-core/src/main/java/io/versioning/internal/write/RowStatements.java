package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one guarded write of one row, as an adapter renders them and executes them on one connection. When
 * they are executed, and what is made of the answers, is the same for all adapters: {@link RowAttempt}.
 *
 * <p>A driver that fails in a way of its own, or after a write has gone through, is an {@link SQLException} without an
 * SQLSTATE. Not thread-safe.
 */
public interface RowStatements {

    /**
     * What a write changed.
     *
     * @param rows how many rows
     * @param version the version of the first of them after it; null if there is none, or the write did not ask
     */
    record Written(int rows, @Nullable Long version) {}

    /** Makes the statements for a connection. */
    @FunctionalInterface
    interface Factory {

        /**
         * Makes the statements; executes none.
         *
         * @param table the table
         * @param connection the connection
         * @param precondition what must hold for the row to be written
         * @return the statements
         */
        RowStatements on(CheckedTable table, Connection connection, Precondition precondition);
    }

    /**
     * Checks the version and writes, in one statement.
     *
     * @return what it changed
     * @throws SQLException if it fails
     */
    Written write() throws SQLException;

    /**
     * Reads the row and the isolation level, in one statement; the current state too, if the call asked for it.
     *
     * @return what it found
     * @throws SQLException if it fails
     */
    Loser loser() throws SQLException;

    /**
     * Locks the row, in one statement.
     *
     * @throws SQLException if it fails
     */
    void lock() throws SQLException;
}
