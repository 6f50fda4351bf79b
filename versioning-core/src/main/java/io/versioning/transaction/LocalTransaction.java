package io.versioning.transaction;

import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One transaction of {@link LocalTransactions}, and the scope of each call that joins it. Not thread-safe. */
final class LocalTransaction implements TransactionScope {

    private final Connection connection;
    private final Deque<Consumer<Completion>> callbacks = new ArrayDeque<>();
    private boolean doomed;
    private boolean broken;

    LocalTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        if (doomed) {
            throw new IllegalStateException(
                    "The database has given up this transaction, and nothing more can be written"
                            + " in it; let the failure end it, and start again");
        }
        return connection;
    }

    @Override
    public boolean joined() {
        return true;
    }

    @Override
    public void afterCompletion(Consumer<Completion> callback) {
        callbacks.addFirst(callback);
    }

    @Override
    public void doom() {
        doomed = true;
    }

    @Override
    public void close() {
        // the transaction goes on
    }

    void commit() {
        if (doomed) {
            throw rolledBack("a failure inside it had doomed it, and the work went on", null);
        }
        requireAlive();
        try {
            connection.commit();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.isCertain()) {
                throw rolledBack(failure.description(), failure.safeCause());
            }
            broken = true;
            complete(Completion.UNKNOWN);
            throw new CommitFailedException(Completion.UNKNOWN, failure.description(), failure.safeCause());
        }
        complete(Completion.COMMITTED);
    }

    /**
     * After an error PostgreSQL answers COMMIT with a rollback, and the driver says nothing of it: a statement of the
     * work's own may have failed, and the work may have caught that.
     */
    private void requireAlive() {
        try {
            if (Dialect.of(connection).errorEndsTransaction()) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute("select 1");
                }
            }
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            throw rolledBack(failure.description(), failure.safeCause());
        }
    }

    private CommitFailedException rolledBack(String why, @Nullable SQLException cause) {
        CommitFailedException failure = new CommitFailedException(Completion.ROLLED_BACK, why, cause);
        rollbackAfter(failure);
        return failure;
    }

    void rollbackAfter(Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            broken = true;
            failure.addSuppressed(e);
        }
        complete(Completion.ROLLED_BACK);
    }

    /** Leaves the connection as it was borrowed, unless it is broken and its pool will throw it away. */
    void restore(boolean autoCommit) throws SQLException {
        if (!broken) {
            connection.setAutoCommit(autoCommit);
        }
    }

    private void complete(Completion completion) {
        callbacks.forEach(callback -> callback.accept(completion));
        callbacks.clear();
    }
}
