package io.versioning.jooq.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.transaction.Completion;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jooq.Configuration;
import org.jooq.tools.JooqLogger;
import org.jspecify.annotations.Nullable;

/**
 * One transaction of jOOQ's, or one nested in another, with what is to be undone if it is rolled back. It travels in the
 * data of the transaction's configuration. That it was committed is not told: jOOQ's listeners are called alike after a
 * COMMIT that failed. Not thread-safe, as the transaction is not.
 */
final class TransactionFrame {

    private static final JooqLogger LOG = JooqLogger.getLogger(TransactionFrame.class);

    private final @Nullable TransactionFrame outer;
    private final Deque<Consumer<Completion>> callbacks = new ArrayDeque<>();
    private @Nullable Throwable doom;
    private boolean awaited;
    private boolean committing;

    private TransactionFrame(@Nullable TransactionFrame outer) {
        this.outer = outer;
    }

    /** The frame of the transaction that a configuration belongs to; null where none of ours has begun. */
    static @Nullable TransactionFrame of(Configuration configuration) {
        return (TransactionFrame) configuration.data(TransactionFrame.class);
    }

    /** What a nested transaction has written lasts only if the outer one does. */
    static TransactionFrame begin(Configuration configuration, @Nullable TransactionFrame outer) {
        TransactionFrame frame = new TransactionFrame(outer);
        Object unused = configuration.data(TransactionFrame.class, frame);
        if (outer != null) {
            outer.callbacks.addFirst(frame::complete);
        }
        return frame;
    }

    @Nullable
    TransactionFrame outer() {
        return outer;
    }

    void afterCompletion(Consumer<Completion> callback) {
        callbacks.addFirst(callback);
    }

    /** Notes that somebody relies on the end of this transaction, and so on those around it. */
    void await() {
        for (TransactionFrame frame = this; frame != null; frame = frame.outer) {
            frame.awaited = true;
        }
    }

    /** What a database gives up is given up with all that is around it; any other failure ends with a nested rollback. */
    void doom(Throwable cause) {
        if (doom == null) {
            doom = cause;
        }
        if (outer != null && cause instanceof AttemptAbortedException) {
            outer.doom(cause);
        }
    }

    @Nullable
    Throwable doom() {
        return doom;
    }

    boolean isAwaited() {
        return awaited;
    }

    void committing() {
        committing = outer == null;
    }

    boolean isCommitting() {
        return committing;
    }

    void complete(Completion completion) {
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
