package io.versioning.transaction;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.DatabaseException;
import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over a {@code DataSource}, bound to the thread, for applications without a transaction manager.
 *
 * <p>Guarded writes that use this source join the transaction that {@link #call} has begun on the same thread, and own
 * their transaction where there is none. A version that was handed out inside a transaction that rolls back is taken
 * back.
 *
 * <pre>{@code
 * LocalTransactions transactions = LocalTransactions.over(dataSource);
 * GuardedTable accounts = JdbcVersioning.over(transactions).table("account", "id");
 * transactions.call(connection -> {
 *     accounts.update(from).expecting(fromVersion).setSql("balance", "balance - ?", amount).apply();
 *     return accounts.update(to).expecting(toVersion).setSql("balance", "balance + ?", amount).apply();
 * });
 * }</pre>
 *
 * <p>The work must not commit, roll back or close the connection, and must not roll back to savepoints of its own
 * around guarded writes: versions that were handed out are not taken back by that. On H2, where a statement of its own
 * fails with SQLSTATE 40001, it must let that exception pass: H2 has rolled back everything by then, and would commit
 * what follows.
 *
 * <p>Thread-safe: each thread has a transaction of its own.
 */
public final class LocalTransactions implements TransactionSource {

    private final DataSource dataSource;
    private final ThreadLocal<@Nullable LocalTransaction> current = new ThreadLocal<>();

    private LocalTransactions(DataSource dataSource) {
        this.dataSource = Objects.requireNonNull(dataSource, "dataSource");
    }

    /**
     * Transactions over a data source.
     *
     * @param dataSource where connections come from; one is borrowed per transaction
     * @return the source
     */
    public static LocalTransactions over(DataSource dataSource) {
        return new LocalTransactions(dataSource);
    }

    /**
     * Does work in a transaction: commits when it returns, rolls back when it throws.
     *
     * <p>Inside the work of another {@code call} on the same thread it joins that transaction, which can only be rolled
     * back if the inner work throws. The isolation level is
     * the connection's own. A transaction that the database has doomed is rolled back even if the work returns; on
     * PostgreSQL it takes one statement before COMMIT to know that.
     *
     * @param work what to do
     * @param <R> the type of the answer
     * @return the work's answer
     * @throws CommitFailedException if the work returned but the transaction was rolled back, or is unknown
     * @throws DatabaseException if there is no connection, or a statement of the work's own fails
     */
    @CanIgnoreReturnValue
    public <R extends @Nullable Object> R call(TransactionWork<R> work) {
        LocalTransaction outer = current.get();
        try {
            return outer == null ? begin(work) : join(outer, work);
        } catch (SQLException e) {
            throw SqlFailure.of(e).toDatabaseException("A statement in the transaction failed");
        }
    }

    /**
     * Does work that has no answer in a transaction; otherwise like {@link #call}.
     *
     * @param step what to do
     * @throws CommitFailedException if the work returned but the transaction was rolled back, or is unknown
     * @throws DatabaseException if there is no connection, or a statement of the work's own fails
     */
    public void run(TransactionStep step) {
        call(connection -> {
            step.in(connection);
            return true;
        });
    }

    /** What an inner work has left half done is not committed by the outer one. */
    private static <R extends @Nullable Object> R join(LocalTransaction outer, TransactionWork<R> work)
            throws SQLException {
        try {
            return work.in(outer.connection());
        } catch (Throwable failure) {
            // also what no signature declares: a checked exception thrown by other languages
            outer.doom(failure);
            throw failure;
        }
    }

    private <R extends @Nullable Object> R begin(TransactionWork<R> work) throws SQLException {
        Connection connection = dataSource.getConnection();
        boolean autoCommit = beginOn(connection);
        LocalTransaction transaction = new LocalTransaction(connection);
        current.set(transaction);
        try {
            R answer = work.in(connection);
            current.remove();
            transaction.commit();
            return answer;
        } finally {
            // also for what no signature declares: a checked exception thrown by other languages
            current.remove();
            transaction.rollbackUnlessEnded();
            transaction.handBack(autoCommit);
        }
    }

    private static boolean beginOn(Connection connection) throws SQLException {
        try {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(false);
            return autoCommit;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    @Override
    public TransactionScope open() throws SQLException {
        LocalTransaction transaction = current.get();
        return transaction == null ? OwnedScope.open(dataSource.getConnection()) : transaction;
    }
}
