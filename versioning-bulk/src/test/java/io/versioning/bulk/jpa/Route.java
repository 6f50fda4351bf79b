package io.versioning.bulk.jpa;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.Supplier;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Lets one persistence unit, which takes long to make, get its connections from whatever data source a test has in mind.
 * Each thread has its own; thread-safe.
 */
final class Route implements DataSource {

    private final ThreadLocal<DataSource> current = new ThreadLocal<>();

    /** Does something that takes its connections from a data source. */
    <T> T through(DataSource dataSource, Supplier<T> work) {
        DataSource before = current.get();
        current.set(dataSource);
        try {
            return work.get();
        } finally {
            current.set(before);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        return current.get().getConnection();
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {
        // nothing is logged
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // connections come from elsewhere
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
