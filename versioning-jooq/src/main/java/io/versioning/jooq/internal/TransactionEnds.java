package io.versioning.jooq.internal;

import io.versioning.VersioningException;
import io.versioning.internal.sql.Dialect;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.TransactionContext;
import org.jooq.TransactionListener;
import org.jooq.TransactionListenerProvider;
import org.jooq.impl.DefaultTransactionListenerProvider;
import org.jspecify.annotations.Nullable;

/** Sees the transactions that jOOQ begins and ends. Thread-safe: what it knows is in the transactions. */
public final class TransactionEnds implements TransactionListener {

    private TransactionEnds() {}

    /**
     * Sees to it that transactions are seen.
     *
     * @param configuration the application's
     * @return a configuration like it, whose transactions are seen
     */
    public static Configuration watch(Configuration configuration) {
        TransactionListenerProvider[] known = configuration.transactionListenerProviders();
        if (Arrays.stream(known).anyMatch(provider -> provider.provide() instanceof TransactionEnds)) {
            return configuration;
        }
        TransactionListenerProvider[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = new DefaultTransactionListenerProvider(new TransactionEnds());
        return configuration.derive(more);
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
        AtomicReference<@Nullable TransactionFrame> frame = new AtomicReference<>();
        try {
            return configuration.dsl().transactionResult(transaction -> {
                frame.set(TransactionFrame.of(transaction));
                return work.apply(transaction);
            });
        } catch (RuntimeException e) {
            throw translated(e, frame.get());
        }
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
        TransactionFrame.begin(context.configuration());
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
        try (java.sql.Statement statement = connection.createStatement()) {
            statement.execute("select 1");
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            throw CommitFailedException.rolledBack(failure.description(), failure.safeCause());
        }
    }

    @Override
    public void commitEnd(TransactionContext context) {
        TransactionFrame frame = TransactionFrame.of(context.configuration());
        if (frame != null) {
            frame.committed();
        }
    }

    @Override
    public void rollbackEnd(TransactionContext context) {
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
