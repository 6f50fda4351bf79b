package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The statements of the insert of one row, as an adapter renders them and executes them on one connection. When they are
 * executed, and what is made of the answers, is the same for all adapters: {@link RowInsert}.
 *
 * <p>A driver that fails in a way of its own, or after the row was written, is an {@link SQLException} without an
 * SQLSTATE. Not thread-safe.
 */
public interface InsertStatements {

    /**
     * What the insert answered.
     *
     * @param key the values of the key, given or generated
     * @param version the row's version
     */
    record Inserted(List<@Nullable Object> key, long version) {}

    /** Makes the statements for a connection. */
    @FunctionalInterface
    interface Factory {

        /**
         * Makes the statements; executes none.
         *
         * @param table the table
         * @param connection the connection
         * @return the statements
         */
        InsertStatements on(CheckedTable table, Connection connection);
    }

    /**
     * Inserts the row at {@link RowInsert#FIRST_VERSION}, in one statement.
     *
     * @return what came of it; empty if no row was written
     * @throws SQLException if it fails
     */
    Optional<Inserted> insert() throws SQLException;

    /**
     * Reads the version of the row that was inserted, in one statement.
     *
     * @param key the values of its key
     * @return the version, or null if it is not to be seen
     * @throws SQLException if it fails
     */
    @Nullable
    Long version(List<@Nullable Object> key) throws SQLException;
}
