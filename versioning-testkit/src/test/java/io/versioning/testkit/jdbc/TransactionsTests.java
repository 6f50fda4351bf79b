package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.RetryPolicy;
import io.versioning.WriteRefusedException;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import io.versioning.transaction.LocalTransactions;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Transactions over a data source, and retries outside of them. */
class TransactionsTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnDatabase {

        private final StatementProbe probe = new StatementProbe();
        private LocalTransactions transactions;
        private GuardedTable joining;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            accounts.insert(1).set("balance", 5).apply();
            accounts.insert(2).set("balance", 5).apply();
            transactions = LocalTransactions.over(probe.watch(database.dataSource()));
            joining = JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
        }

        private long version(int id) {
            return accounts.read(id).orElseThrow().version();
        }

        @Test
        void writesOfATransactionAreCommittedTogether() {
            long last = transactions.call(connection -> {
                joining.touch(1).expecting(1).apply();
                assertThat(version(1)).isEqualTo(1);
                return joining.touch(2).expecting(1).apply();
            });
            assertThat(last).isEqualTo(2);
            assertThat(version(1)).isEqualTo(2);
            assertThat(version(2)).isEqualTo(2);
            assertThat(probe.commits()).isEqualTo(1);
        }

        @Test
        void conflictThatEndsTheTransactionTakesEverythingBack() {
            AtomicLong held = new AtomicLong(1);
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(1).expecting(1).advancing(held::set).apply();
                        assertThat(held).hasValue(2);
                        return joining.touch(2).expecting(7).apply();
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(version(1)).isEqualTo(1);
            assertThat(held).hasValue(1);
        }

        @Test
        void innerCallJoinsTheOuterOne() {
            assertThatThrownBy(() -> transactions.call(outer -> {
                        transactions.call(inner -> {
                            assertThat(inner).isSameAs(outer);
                            return joining.touch(1).expecting(1).apply();
                        });
                        throw new IllegalStateException("outer");
                    }))
                    .hasMessage("outer");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void withoutATransactionEachWriteOwnsOne() {
            joining.touch(1).expecting(1).apply();
            assertThat(version(1)).isEqualTo(2);
            assertThat(probe.commits()).isZero();
        }

        @Test
        void failingStatementOfTheWorksOwnRollsBack() {
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(1).expecting(1).apply();
                        return connection.createStatement().executeUpdate("nonsense");
                    }))
                    .isInstanceOf(DatabaseException.class);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void lostAnswerToTheCommitIsUnknownAndTakesVersionsBack() {
            AtomicLong held = new AtomicLong(1);
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            assertThatThrownBy(() -> transactions.call(connection ->
                            joining.touch(1).expecting(1).advancing(held::set).apply()))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.UNKNOWN));
            assertThat(held).hasValue(1);
            probe.requireAllHappened();
        }

        @Test
        void refusedCommitIsRolledBack() {
            AtomicLong held = new AtomicLong(1);
            probe.onCommit().throwInstead(new SQLException("could not serialize", "40001"));
            assertThatThrownBy(() -> transactions.call(connection ->
                            joining.touch(1).expecting(1).advancing(held::set).apply()))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            assertThat(version(1)).isEqualTo(1);
            assertThat(held).hasValue(1);
        }

        @Test
        void transactionThatTheDatabaseGaveUpIsNotCommittedThoughTheWorkGoesOn() {
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(1).expecting(1).apply();
                        probe.onStatement("update").throwInstead(new SQLException("deadlock", "40001"));
                        assertThatThrownBy(() -> joining.touch(2).expecting(1).apply())
                                .isInstanceOf(AttemptAbortedException.class);
                        assertThatThrownBy(() -> joining.touch(2).expecting(1).apply())
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("can only be rolled back");
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            assertThat(version(1)).isEqualTo(1);
            assertThat(probe.commits()).isZero();
        }

        @Test
        void refusedValuesDoNotLetATornTransactionCommit() {
            Runnable work = () -> transactions.call(connection -> {
                joining.touch(1).expecting(1).apply();
                assertThatThrownBy(() -> joining.update(2)
                                .expecting(1)
                                .set("balance", -1)
                                .apply())
                        .isInstanceOf(WriteRefusedException.class);
                return null;
            });
            if (isPostgres()) {
                assertThatThrownBy(work::run).isInstanceOf(CommitFailedException.class);
                assertThat(version(1)).isEqualTo(1);
            } else {
                work.run();
                assertThat(version(1)).isEqualTo(2);
            }
        }

        @Test
        void errorThatTheWorkHasCaughtDoesNotMakeARollbackLookLikeACommit() {
            AtomicLong held = new AtomicLong(1);
            Runnable work = () -> transactions.call(connection -> {
                joining.touch(1).expecting(1).advancing(held::set).apply();
                try (Statement statement = connection.createStatement()) {
                    assertThatThrownBy(() -> statement.execute("insert into account (id) values (2)"))
                            .isInstanceOf(SQLException.class);
                }
                return null;
            });
            if (isPostgres()) {
                assertThatThrownBy(work::run)
                        .isInstanceOfSatisfying(
                                CommitFailedException.class,
                                thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
                assertThat(held).hasValue(1);
            } else {
                work.run();
            }
            assertThat(version(1)).isEqualTo(held.get());
        }

        @Test
        void sourceThatOwnsAConnectionWithoutAutocommitIsRefused() throws SQLException {
            Connection connection = transaction();
            GuardedTable unsound = JdbcVersioning.over((TransactionSource) () -> new OwnedScope(connection))
                    .table("account", "id");
            assertThatThrownBy(() -> unsound.touch(1).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("nothing would be committed");
            assertThat(connection.isClosed()).isTrue();
        }

        @Test
        void connectionComesBackAsItWasBorrowed() {
            try (LendingPool pool = database.pooled(1)) {
                LocalTransactions pooled = LocalTransactions.over(pool);
                GuardedTable table =
                        JdbcVersioning.over(pooled).withoutListeners().table("account", "id");
                pooled.call(connection -> table.touch(1).expecting(1).apply());
                assertThatThrownBy(() -> pooled.call(
                                connection -> table.touch(1).expecting(1).apply()))
                        .isInstanceOf(ConflictException.class);
                table.touch(1).expecting(2).apply();
                assertThat(pool.violations()).isEmpty();
                assertThat(pool.borrowed()).isZero();
            }
        }

        @Test
        void retryDecidesAnewOnAFreshRow() {
            GuardedTable watched = JdbcVersioning.over(probe.watch(database.dataSource()))
                    .withoutListeners()
                    .table("account", "id");
            watched.check();
            probe.onStatement("update")
                    .runBefore(() -> accounts.update(1)
                            .expecting(1)
                            .setSql("balance", "balance + 100")
                            .apply());
            long version = watched.retrying(noPause(2))
                    .update(1, (row, update) -> update.set("balance", row.get("balance", Integer.class) - 1));
            assertThat(version).isEqualTo(3);
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(104);
        }

        @Test
        void retriesAreUsedUpInTheEnd() {
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() -> accounts.retrying(noPause(3)).update(1, (row, update) -> {
                        accounts.touch(1).expecting(row).apply();
                        decisions.incrementAndGet();
                        return update.set("balance", 0);
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 3, found 4")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
            assertThat(decisions).hasValue(3);
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(5);
        }

        @Test
        void rowThatIsGoneIsNotRetried() {
            assertThatThrownBy(() -> accounts.retrying(5).update(9, (row, update) -> update.set("balance", 0)))
                    .isInstanceOf(NoSuchElementException.class);
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() -> accounts.retrying(5).update(1, (row, update) -> {
                        decisions.incrementAndGet();
                        accounts.delete(1).expecting(row).apply();
                        return update.set("balance", 0);
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(decisions).hasValue(1);
        }

        @Test
        void refusedValuesAreNotRetried() {
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() -> accounts.retrying(5).update(1, (row, update) -> {
                        decisions.incrementAndGet();
                        return update.set("balance", -1);
                    }))
                    .isInstanceOf(WriteRefusedException.class);
            assertThat(decisions).hasValue(1);
        }

        @Test
        void retryInsideATransactionIsRefusedBeforeTheFunctionIsAsked() {
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() ->
                            transactions.call(connection -> joining.retrying(3).update(1, (row, update) -> {
                                decisions.incrementAndGet();
                                return update.set("balance", 0);
                            })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("retry around the whole transaction");
            assertThat(decisions).hasValue(0);
        }

        @Test
        void noConnectionIsHeldWhileTheFunctionDecides() {
            try (LendingPool pool = database.pooled(1)) {
                GuardedTable pooled =
                        JdbcVersioning.over(pool).withoutListeners().table("account", "id");
                pooled.retrying(2).update(1, (row, update) -> {
                    assertThat(pool.borrowed()).isZero();
                    return update.set("balance", pooled.read(2).orElseThrow().get("balance", Integer.class) + 1);
                });
                assertThat(pool.violations()).isEmpty();
            }
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(6);
        }

        @Test
        void interruptedThreadStopsRetryingAndStaysInterrupted() throws Exception {
            CountDownLatch lost = new CountDownLatch(1);
            GuardedTable told = JdbcVersioning.over(database.dataSource())
                    .withListeners(new ConflictListener() {
                        @Override
                        public void onConflict(ConflictEvent event) {
                            lost.countDown();
                        }
                    })
                    .table("account", "id");
            RetryPolicy patient = RetryPolicy.attempts(5).pausing(Duration.ofDays(1), Duration.ofDays(1));
            AtomicBoolean interrupted = new AtomicBoolean();
            FutureTask<Throwable> retry = new FutureTask<>(() -> {
                Throwable thrown = catchThrowable(() -> told.retrying(patient).update(1, (row, update) -> {
                    accounts.touch(1).expecting(row).apply();
                    return update.set("balance", 0);
                }));
                interrupted.set(Thread.currentThread().isInterrupted());
                return thrown;
            });
            Thread thread = new Thread(retry);
            thread.start();
            lost.await();
            thread.interrupt();
            assertThat(retry.get()).isInstanceOf(ConflictException.class);
            assertThat(interrupted).isTrue();
        }

        private static RetryPolicy noPause(int attempts) {
            return RetryPolicy.attempts(attempts).pausing(Duration.ZERO, Duration.ZERO);
        }
    }
}
