package io.versioning.jooq.internal;

import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import org.jooq.Configuration;
import org.jooq.ConnectionProvider;
import org.jooq.impl.DefaultConnectionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a jOOQ configuration. One that was given to jOOQ as it is, or by a transaction, is joined; of one
 * that a provider hands out, autocommit mode tells whether there is a transaction.
 *
 * @param configuration the configuration
 */
public record JooqTransactions(Configuration configuration) implements TransactionSource {

    @Override
    public TransactionScope open() throws SQLException {
        TransactionFrame frame = TransactionEnds.frame(configuration);
        Throwable doom = frame == null ? null : frame.doom();
        if (doom != null) {
            throw new IllegalStateException(
                    "This transaction can only be rolled back, and nothing more can be written in it; let the failure"
                            + " end it, and start again",
                    doom);
        }
        ConnectionProvider provider = configuration.connectionProvider();
        Connection connection = JooqFailures.reading(provider::acquire);
        if (connection == null) {
            throw noConnection();
        }
        boolean joined = provider instanceof DefaultConnectionProvider || !autocommit(provider, connection);
        if (joined && frame != null) {
            frame.await();
        }
        return new Scope(connection, joined, provider, joined ? frame : null);
    }

    static IllegalStateException noConnection() {
        return new IllegalStateException("dsl: has no JDBC connection; make the DSLContext of a DataSource or a"
                + " Connection. R2DBC is not supported");
    }

    private static boolean autocommit(ConnectionProvider provider, Connection connection) throws SQLException {
        try {
            return connection.getAutoCommit();
        } catch (SQLException e) {
            provider.release(connection);
            throw e;
        }
    }

    private record Scope(
            Connection connection,
            boolean joined,
            ConnectionProvider provider,
            @Nullable TransactionFrame frame) implements TransactionScope {

        @Override
        public void afterCompletion(Consumer<Completion> callback) {
            if (frame != null) {
                frame.afterCompletion(callback);
            }
        }

        @Override
        public void doom(Throwable cause) {
            if (frame != null) {
                frame.doom(cause);
            }
        }

        @Override
        public void close() {
            provider.release(connection);
        }
    }
}
