package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
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
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a transaction ends, the caller learns of that end, and of nothing that came after it. */
class TransactionEndsTests {

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
        private final AtomicReference<Connection> borrowed = new AtomicReference<>();
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
            joining = table(transactions);
        }

        private static GuardedTable table(TransactionSource source) {
            return JdbcVersioning.over(source).withoutListeners().table("account", "id");
        }

        private GuardedTable withoutClose(Exception failure) {
            return table(TransactionSource.owning(Altered.failingToClose(database.dataSource(), failure)));
        }

        private long version(int id) {
            return accounts.read(id).orElseThrow().version();
        }

        private long touchExpecting(long version) {
            return transactions.call(connection -> {
                borrowed.set(connection);
                return joining.touch(1).expecting(version).apply();
            });
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> void throwUndeclared(Throwable failure) throws X {
            throw (X) failure;
        }

        @Test
        void connectionThatWasBorrowedWithoutAutocommitComesBackWithoutIt() throws SQLException {
            try (Connection lent = database.dataSource().getConnection()) {
                lent.setAutoCommit(false);
                GuardedTable table = JdbcVersioning.over(Altered.connections(database.dataSource(), ignored -> {
                            ignored.close();
                            return Altered.neverClosed(lent);
                        }))
                        .withoutListeners()
                        .table("account", "id");
                assertThat(table.touch(1).expecting(1).apply()).isEqualTo(2);
                assertThat(lent.getAutoCommit()).isFalse();
                assertThat(query("select version from account where id = 1")).isEqualTo("2");
            }
        }

        @Test
        void workThatThrowsAnUndeclaredExceptionIsRolledBack() {
            AtomicLong held = new AtomicLong(1);
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(1).expecting(1).advancing(held::set).apply();
                        Cases.<RuntimeException>throwUndeclared(new IOException("mail"));
                        return null;
                    }))
                    .isInstanceOf(IOException.class)
                    .hasMessage("mail");
            assertThat(version(1)).isEqualTo(1);
            assertThat(held).hasValue(1);
        }

        @Test
        void workThatThrowsAnErrorIsRolledBack() {
            try (LendingPool pool = database.pooled(1)) {
                LocalTransactions pooled = LocalTransactions.over(pool);
                GuardedTable table = table(pooled);
                assertThatThrownBy(() -> pooled.call(connection -> {
                            table.touch(1).expecting(1).apply();
                            throw new StackOverflowError();
                        }))
                        .isInstanceOf(StackOverflowError.class);
                pool.requireClean();
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void commitThatThrowsUncheckedIsNotMadeUpForByHandingBack() {
            AtomicLong held = new AtomicLong(1);
            probe.onCommit().runBefore(() -> {
                throw new IllegalStateException("interceptor");
            });
            assertThatThrownBy(() -> transactions.call(connection ->
                            joining.touch(1).expecting(1).advancing(held::set).apply()))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.UNKNOWN))
                    .hasRootCauseMessage("interceptor");
            assertThat(version(1)).isEqualTo(1);
            assertThat(held).hasValue(1);
            probe.requireAllHappened();
        }

        @Test
        void connectionThatIsClosedAfterTheCommitChangesNothing() {
            probe.onCommit().runAfter(() -> borrowed.get().close());
            assertThat(touchExpecting(1)).isEqualTo(2);
            assertThat(version(1)).isEqualTo(2);
            probe.requireAllHappened();
        }

        @Test
        void sessionThatIsKilledAfterTheCommitChangesNothing() {
            probe.onCommit().runAfter(() -> database.kill(borrowed.get()));
            assertThat(touchExpecting(1)).isEqualTo(2);
            assertThat(version(1)).isEqualTo(2);
            probe.requireAllHappened();
        }

        @Test
        void connectionThatCannotBeHandedBackAfterTheCommitChangesNothing() {
            LocalTransactions unclosed = LocalTransactions.over(
                    Altered.failingToClose(database.dataSource(), new SQLException("shut down", "HY000")));
            GuardedTable table = table(unclosed);
            long written =
                    unclosed.call(connection -> table.touch(1).expecting(1).apply());
            assertThat(written).isEqualTo(2);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void connectionOfAnAutocommitWriteThatCannotBeHandedBackChangesNothing() {
            assertThat(withoutClose(new IllegalStateException("shut down"))
                            .touch(1)
                            .expecting(1)
                            .apply())
                    .isEqualTo(2);
            assertThat(withoutClose(new SQLException("shut down", "HY000"))
                            .touch(1)
                            .expecting(2)
                            .apply())
                    .isEqualTo(3);
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void conflictIsNotHiddenByAConnectionThatCannotBeHandedBack() {
            for (Exception failure :
                    new Exception[] {new IllegalStateException("shut down"), new SQLException("shut down", "HY000")}) {
                assertThatThrownBy(() ->
                                withoutClose(failure).touch(1).expecting(9).apply())
                        .isInstanceOf(ConflictException.class);
            }
        }

        @Test
        void conflictIsNotHiddenByAConnectionThatIsClosedAfterTheRollback() {
            probe.onRollback().runAfter(() -> borrowed.get().close());
            assertThatThrownBy(() -> touchExpecting(9)).isInstanceOf(ConflictException.class);
            probe.requireAllHappened();
        }

        @Test
        void innerCallThatThrewIsNotCommittedByTheOuterOne() {
            AtomicLong held = new AtomicLong(1);
            assertThatThrownBy(() -> transactions.call(outer -> {
                        joining.touch(2).expecting(1).apply();
                        assertThatThrownBy(() -> transactions.call(inner -> {
                                    joining.touch(1)
                                            .expecting(1)
                                            .advancing(held::set)
                                            .apply();
                                    throw new IllegalStateException("inner");
                                }))
                                .hasMessage("inner");
                        return null;
                    }))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK))
                    .hasRootCauseMessage("inner");
            assertThat(version(1)).isEqualTo(1);
            assertThat(version(2)).isEqualTo(1);
            assertThat(held).hasValue(1);
        }

        @Test
        void innerCallThatThrewAnUndeclaredExceptionIsNotCommittedEither() {
            assertThatThrownBy(() -> transactions.call(outer -> {
                        assertThatThrownBy(() -> transactions.call(inner -> {
                                    joining.touch(1).expecting(1).apply();
                                    Cases.<RuntimeException>throwUndeclared(new IOException("mail"));
                                    return null;
                                }))
                                .isInstanceOf(IOException.class);
                        return null;
                    }))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void nothingMoreIsWrittenAfterAnInnerCallThatThrew() {
            assertThatThrownBy(() -> transactions.call(outer -> {
                        assertThatThrownBy(() -> transactions.call(inner -> {
                                    throw new IllegalStateException("inner");
                                }))
                                .hasMessage("inner");
                        return joining.touch(1).expecting(1).apply();
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("inner");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void threadIsFreeForTheNextTransactionHoweverTheLastOneEnded() {
            probe.onCommit().throwInstead(new SQLException("cut", "08006"));
            assertThatThrownBy(() -> touchExpecting(1)).isInstanceOf(CommitFailedException.class);
            assertThat(touchExpecting(version(1))).isEqualTo(version(1));
        }

        @Test
        void versionHolderThatRefusesToGoBackDoesNotKeepOthersFromIt() {
            AtomicLong held = new AtomicLong(1);
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(1).expecting(1).advancing(held::set).apply();
                        joining.touch(2)
                                .expecting(1)
                                .advancing(Cases::refuseToGoBack)
                                .apply();
                        throw new IllegalArgumentException("work");
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("work");
            assertThat(held).hasValue(1);
        }

        private static void refuseToGoBack(long version) {
            if (version == 1) {
                throw new UnsupportedOperationException("going back");
            }
        }

        /** PostgreSQL's time-outs for idle and for long transactions. */
        @ParameterizedTest
        @ValueSource(strings = {"25P03", "25P04"})
        void transactionThatTookTooLongIsAnAbortedAttempt(String state) {
            assertThatThrownBy(() -> transactions.call(connection -> {
                        joining.touch(2).expecting(1).apply();
                        probe.onStatement("update").throwInstead(new SQLException("too long", state));
                        return joining.touch(1).expecting(1).apply();
                    }))
                    .isInstanceOf(AttemptAbortedException.class)
                    .hasMessageContaining(state);
            assertThat(version(2)).isEqualTo(1);
            probe.requireAllHappened();
        }
    }
}
