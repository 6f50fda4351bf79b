package io.versioning.testkit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * A transaction on a plain JDBC connection, whose end nobody sees.
 *
 * <p>Used by one thread at a time.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public final class ConnectionTransaction<ID, S> implements OpenTransaction<ID, S> {

    private final Connection connection;
    private final GuardedRows<ID, S> rows;

    private ConnectionTransaction(Connection connection, GuardedRows<ID, S> rows) {
        this.connection = connection;
        this.rows = rows;
    }

    /**
     * Begins a transaction on a connection of its own, without autocommit.
     *
     * @param dataSource where the connection comes from; {@link #close()} gives it back
     * @param rows what writes on that connection
     * @param <ID> the type of the ids
     * @param <S> the type of the states
     * @return the transaction
     * @throws IllegalStateException if there is no connection
     */
    public static <ID, S> OpenTransaction<ID, S> begin(
            DataSource dataSource, Function<Connection, GuardedRows<ID, S>> rows) {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return new ConnectionTransaction<>(connection, rows.apply(connection));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public GuardedRows<ID, S> rows() {
        return rows;
    }

    @Override
    public void commit() {
        unchecked(connection::commit);
    }

    @Override
    public void rollback() {
        unchecked(connection::rollback);
    }

    /** Always false. */
    @Override
    public boolean endIsSeen() {
        return false;
    }

    @Override
    public void close() {
        unchecked(() -> {
            try (connection) {
                connection.rollback();
            }
        });
    }

    private interface Call {
        void run() throws SQLException;
    }

    private static void unchecked(Call call) {
        try {
            call.run();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
