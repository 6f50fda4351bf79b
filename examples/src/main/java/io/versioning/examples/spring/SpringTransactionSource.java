package io.versioning.examples.spring;

import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Guarded writes over plain JDBC in the transactions of Spring: they join the one of the thread, and own theirs where there
 * is none. To be copied into an application that has spring-jdbc 6.2 or later.
 *
 * <p>Under {@code SUPPORTS} without a transaction it borrows a connection of its own, also where a template has bound one.
 *
 * <p>Thread-safe.
 */
// tag::source[]
public final class SpringTransactionSource implements TransactionSource {

    private final DataSource dataSource;
    private final TransactionSource owning;

    /** Takes the data source that the transaction manager has, and no proxy of it. */
    public SpringTransactionSource(DataSource dataSource) {
        this.dataSource = dataSource;
        this.owning = TransactionSource.owning(dataSource);
    }

    @Override
    public TransactionScope open() throws SQLException {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            return owning.open();
        }
        if (!TransactionSynchronizationManager.hasResource(dataSource)) {
            throw new IllegalStateException("dataSource: the transaction under way is not on this data source");
        }
        TransactionEnd end = TransactionEnd.of(dataSource);
        return new Joined(dataSource, DataSourceUtils.getConnection(dataSource), end);
    }

    private record Joined(DataSource dataSource, Connection bound, TransactionEnd end) implements TransactionScope {

        @Override
        public Connection connection() {
            end.requireNotDoomed();
            return bound;
        }

        @Override
        public boolean joined() {
            return true;
        }

        @Override
        public void afterCompletion(Consumer<Completion> callback) {
            end.tell(callback);
        }

        @Override
        public void doom(Throwable cause) {
            end.doom(cause);
        }

        @Override
        public void close() {
            DataSourceUtils.releaseConnection(bound, dataSource);
        }
    }
}
// end::source[]
