package io.versioning.jooq.internal;

import io.versioning.VersioningException;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.ContextTransactionalCallable;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.jooq.TransactionListenerProvider;
import org.jooq.TransactionalCallable;
import org.jooq.impl.DefaultTransactionListenerProvider;
import org.jooq.impl.NoConnectionProvider;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * Sees the transactions that jOOQ begins and ends. Thread-safe: what it knows is in the transactions, or bound to the
 * thread where they are.
 */
public final class TransactionEnds implements TransactionListener {

    private final ThreadLocal<@Nullable TransactionFrame> bound = new ThreadLocal<>();

    private TransactionEnds() {}

    /**
     * Sees to it that transactions are seen.
     *
     * @param configuration the application's
     * @return a configuration like it, whose transactions are seen
     */
    public static Configuration watch(Configuration configuration) {
        TransactionListenerProvider[] known = configuration.transactionListenerProviders();
        if (in(configuration).isPresent()) {
            return configuration;
        }
        TransactionListenerProvider[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new DefaultTransactionListenerProvider(new TransactionEnds());
        return configuration.derive(more);
    }

    private static Optional<TransactionEnds> in(Configuration configuration) {
        return Arrays.stream(configuration.transactionListenerProviders())
                .map(TransactionListenerProvider::provide)
                .filter(TransactionEnds.class::isInstance)
                .map(TransactionEnds.class::cast)
                .findFirst();
    }

    /** The transaction that a configuration belongs to, or that is bound to the thread; null where none was seen to begin. */
    static @Nullable TransactionFrame frame(Configuration configuration) {
        return isThreadBound(configuration)
                ? in(configuration).map(ends -> ends.bound.get()).orElse(null)
                : TransactionFrame.of(configuration);
    }

    private static boolean isThreadBound(Configuration configuration) {
        return configuration.transactionProvider() instanceof ThreadLocalTransactionProvider;
    }

    /**
     * Does work in a transaction of jOOQ's.
     *
     * @param configuration one whose transactions are seen
     * @param work what to do, with the transaction's configuration
     * @param <T> the type of the answer
     * @return the answer
     * @throws CommitFailedException if the work returned but the transaction was not committed
     */
    public static <T extends @Nullable Object> T call(Configuration configuration, Function<Configuration, T> work) {
        if (configuration.connectionProvider() instanceof NoConnectionProvider) {
            throw JooqTransactions.noConnection();
        }
        AtomicReference<@Nullable TransactionFrame> frame = new AtomicReference<>();
        TransactionalCallable<T> seen = transaction -> {
            TransactionFrame begun = frame(transaction);
            if (begun != null) {
                begun.await();
                frame.set(begun);
            }
            return work.apply(transaction);
        };
        try {
            return begin(configuration, seen);
        } catch (RuntimeException e) {
            throw translated(e, frame.get());
        }
    }

    /** Only when it is asked for no configuration does the framework nest in a transaction that is bound to the thread. */
    private static <T extends @Nullable Object> T begin(Configuration configuration, TransactionalCallable<T> work) {
        ContextTransactionalCallable<T> there = () -> work.run(configuration);
        return isThreadBound(configuration)
                ? configuration.dsl().transactionResult(there)
                : configuration.dsl().transactionResult(work);
    }

    /** What the work throws goes through as it is; what COMMIT throws does not. */
    private static RuntimeException translated(RuntimeException failure, @Nullable TransactionFrame frame) {
        SQLException found = JooqFailures.in(failure);
        if (frame == null || !frame.isCommitting() || found == null || failure instanceof VersioningException) {
            return failure;
        }
        SqlFailure reason = SqlFailure.of(found);
        return reason.isCertain()
                ? CommitFailedException.rolledBack(reason.description(), reason.safeCause())
                : CommitFailedException.unknown(reason.description(), reason.safeCause());
    }

    @Override
    public void beginStart(TransactionContext context) {
        Configuration transaction = context.configuration();
        bind(TransactionFrame.begin(transaction, frame(transaction)), transaction);
    }

    private void bind(@Nullable TransactionFrame frame, Configuration transaction) {
        if (!isThreadBound(transaction) || frame == null) {
            bound.remove();
        } else {
            bound.set(frame);
        }
    }

    /** Is called after a COMMIT that failed, too. */
    @Override
    public void commitEnd(TransactionContext context) {
        unbind(context);
    }

    private void unbind(TransactionContext context) {
        TransactionFrame ended = TransactionFrame.of(context.configuration());
        bind(ended == null ? null : ended.outer(), context.configuration());
    }

    /** What is thrown here rolls back. */
    @Override
    public void commitStart(TransactionContext context) {
        TransactionFrame frame = TransactionFrame.of(context.configuration());
        if (frame == null) {
            return;
        }
        Throwable doom = frame.doom();
        if (doom != null) {
            throw CommitFailedException.rolledBack("a failure inside it had doomed it, and the work went on", doom);
        }
        if (frame.isAwaited()) {
            requireAlive(context.configuration());
        }
        frame.committing();
    }

    /**
     * After an error PostgreSQL answers COMMIT with a rollback, and the driver says nothing of it: a statement of the
     * work's own may have failed, and the work may have caught that.
     */
    private static void requireAlive(Configuration configuration) {
        configuration.dsl().connection(connection -> {
            if (Dialect.of(connection).errorEndsTransaction()) {
                ask(connection);
            }
        });
    }

    private static void ask(Connection connection) {
        try (Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            throw CommitFailedException.rolledBack(failure.description(), failure.safeCause());
        }
    }

    @Override
    public void rollbackEnd(TransactionContext context) {
        unbind(context);
        TransactionFrame frame = TransactionFrame.of(context.configuration());
        if (frame != null) {
            frame.complete(completion(frame, context.cause()));
        }
    }

    private static Completion completion(TransactionFrame frame, @Nullable Throwable cause) {
        SQLException failure = JooqFailures.in(cause);
        boolean unknown = frame.isCommitting()
                && failure != null
                && !SqlFailure.of(failure).isCertain();
        return unknown ? Completion.UNKNOWN : Completion.ROLLED_BACK;
    }
}
