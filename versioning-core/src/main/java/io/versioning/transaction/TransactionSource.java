package io.versioning.transaction;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Where the library gets its connection from, and with it the answer to who owns the transaction.
 *
 * <p>This is the one seam to a transaction manager. {@link #owning} and {@link #joining} serve plain JDBC,
 * {@link LocalTransactions} binds a transaction to the thread, and a framework's adapter needs a few lines: hand out the
 * connection of the current transaction as joined, or a fresh one as owned.
 *
 * <p>The library opens one scope per call, uses one connection in it, and closes it before it returns. Implementations
 * must be as thread-safe as the object that they stand for: {@link #owning} is, {@link #joining} is not.
 */
@FunctionalInterface
public interface TransactionSource {

    /**
     * Opens a scope for one call.
     *
     * @return the scope; the library closes it
     * @throws SQLException if there is no connection to be had
     * @throws IllegalStateException if there is a transaction that can't be joined, saying why
     */
    TransactionScope open() throws SQLException;

    /**
     * A source that borrows a connection for each call and owns what happens on it.
     *
     * <p>A write is committed when the call returns. The connection goes back as it was borrowed.
     *
     * @param dataSource where connections come from; a pool of one is enough
     * @return a thread-safe source
     */
    static TransactionSource owning(DataSource dataSource) {
        Objects.requireNonNull(dataSource, "dataSource");
        return () -> OwnedScope.open(dataSource.getConnection());
    }

    /**
     * A source that joins the transaction of a connection of the caller's.
     *
     * <p>The library never commits, rolls back or closes it. It can't see how the transaction ends.
     *
     * @param connection an open connection with autocommit off
     * @return a source that is no more thread-safe than the connection
     */
    static TransactionSource joining(Connection connection) {
        JoinedScope scope = new JoinedScope(Objects.requireNonNull(connection, "connection"));
        return () -> scope;
    }
}
