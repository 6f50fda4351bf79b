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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One transaction of {@link LocalTransactions}, and the scope of each call that joins it. Not thread-safe. */
final class LocalTransaction implements TransactionScope {

    private static final Logger LOG = LoggerFactory.getLogger(LocalTransactions.class);

    private final Connection connection;
    private final Deque<Consumer<Completion>> callbacks = new ArrayDeque<>();
    private @Nullable Throwable doom;
    private boolean ended;
    private boolean broken;

    LocalTransaction(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Connection connection() {
        if (doom != null) {
            throw new IllegalStateException(
                    "This transaction can only be rolled back, and nothing more can be written in it; let the failure"
                            + " end it, and start again",
                    doom);
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
    public void doom(Throwable cause) {
        if (doom == null) {
            doom = cause;
        }
    }

    @Override
    public void close() {
        // the transaction goes on
    }

    void commit() {
        if (doom != null) {
            throw rolledBack("a failure inside it had doomed it, and the work went on", doom);
        }
        requireAlive();
        try {
            connection.commit();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.isCertain()) {
                throw rolledBack(failure.description(), failure.safeCause());
            }
            throw unknown(failure.description(), failure.safeCause());
        } catch (RuntimeException e) {
            throw unknown("the driver failed", e);
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

    private CommitFailedException rolledBack(String why, Throwable cause) {
        CommitFailedException failure = CommitFailedException.rolledBack(why, cause);
        rollback();
        return failure;
    }

    private CommitFailedException unknown(String why, Throwable cause) {
        broken = true;
        complete(Completion.UNKNOWN);
        return CommitFailedException.unknown(why, cause);
    }

    /** Makes sure that nothing is left open, however the work ended; does nothing to a transaction that has ended. */
    void rollbackUnlessEnded() {
        if (!ended) {
            rollback();
        }
    }

    /** A rollback that fails leaves it to the server, which rolls back when the connection goes. */
    private void rollback() {
        try {
            connection.rollback();
        } catch (SQLException | RuntimeException e) {
            broken = true;
            LOG.warn("A transaction could not be rolled back, and its connection is given up", e);
        }
        complete(Completion.ROLLED_BACK);
    }

    /**
     * Hands the connection back as it was borrowed. Trouble with that comes after the end of the transaction and must
     * not be taken for its outcome. A broken connection keeps its mode: changing it would commit what is open.
     */
    void handBack(boolean autoCommit) {
        try (Connection borrowed = connection) {
            if (broken) {
                borrowed.abort(Runnable::run);
            } else {
                borrowed.setAutoCommit(autoCommit);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be handed back after its transaction had ended", e);
        }
    }

    private void complete(Completion completion) {
        ended = true;
        for (Consumer<Completion> callback : callbacks) {
            try {
                callback.accept(completion);
            } catch (Throwable e) {
                LOG.warn("A callback failed after the end of a transaction", e);
            }
        }
        callbacks.clear();
    }
}
