package io.versioning.examples.spring;

import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tells guarded writes how their transaction ended. One for each transaction; while that is suspended, so is this. */
// tag::end[]
final class TransactionEnd implements TransactionSynchronization {

    private final DataSource dataSource;
    private final Deque<Consumer<Completion>> callbacks = new ArrayDeque<>(); // the last one first
    private final Map<Object, Integer> savepoints = new HashMap<>();
    private @Nullable Throwable doom;

    private TransactionEnd(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    static TransactionEnd of(DataSource dataSource) {
        for (TransactionSynchronization known : TransactionSynchronizationManager.getSynchronizations()) {
            if (known instanceof TransactionEnd end && end.dataSource == dataSource) {
                return end;
            }
        }
        TransactionEnd end = new TransactionEnd(dataSource);
        TransactionSynchronizationManager.registerSynchronization(end);
        return end;
    }

    void tell(Consumer<Completion> callback) {
        callbacks.addFirst(callback);
    }

    void doom(Throwable cause) {
        doom = cause;
    }

    void requireNotDoomed() {
        if (doom != null) {
            throw new IllegalStateException("This transaction can only be rolled back", doom);
        }
    }

    /** Not an UnexpectedRollbackException: of that Spring thinks that the rollback has taken place. */
    @Override
    public void beforeCommit(boolean readOnly) {
        if (doom != null) {
            throw CommitFailedException.rolledBack("a failed write had doomed it, and the work went on", doom);
        }
    }

    @Override
    public void afterCompletion(int status) {
        tellAllSince(
                0,
                switch (status) {
                    case STATUS_COMMITTED -> Completion.COMMITTED;
                    case STATUS_ROLLED_BACK -> Completion.ROLLED_BACK;
                    default -> Completion.UNKNOWN;
                });
    }

    @Override
    public void savepoint(Object savepoint) {
        savepoints.put(savepoint, callbacks.size());
    }

    @Override
    public void savepointRollback(Object savepoint) {
        tellAllSince(savepoints.getOrDefault(savepoint, 0), Completion.ROLLED_BACK);
    }

    private void tellAllSince(int before, Completion completion) {
        while (callbacks.size() > before) {
            callbacks.removeFirst().accept(completion);
        }
    }
}
// end::end[]
