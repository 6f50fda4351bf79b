package io.versioning.testkit.jdbc;

import io.versioning.jdbc.GuardedTable;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** A transaction on a plain connection, whose end nobody sees. */
final class ConnectionTransaction implements OpenTransaction<Object, Account> {

    private final Connection connection;
    private final JdbcRows rows;

    private ConnectionTransaction(Connection connection, JdbcRows rows) {
        this.connection = connection;
        this.rows = rows;
    }

    static ConnectionTransaction begin(DataSource dataSource, Function<Connection, GuardedTable> table) {
        try {
            Connection connection = dataSource.getConnection();
            connection.setAutoCommit(false);
            return new ConnectionTransaction(connection, new JdbcRows(table.apply(connection)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public GuardedRows<Object, Account> rows() {
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

    @Override
    public boolean endIsSeen() {
        return false;
    }

    @Override
    public void close() {
        rollback();
        unchecked(connection::close);
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
