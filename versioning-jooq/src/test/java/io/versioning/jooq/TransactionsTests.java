package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.WriteRefusedException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;

/** Whose transaction it is, how it ends, and what the caller learns of that. */
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

    private static final class Undo extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    abstract static class Cases extends OnDatabase {

        private final StatementProbe probe = new StatementProbe();
        private final AtomicLong held = new AtomicLong(1);

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            AccountRecord one = insertAccount(1);
            AccountRecord two = insertAccount(2);
            assertThat(one.getVersion()).isEqualTo(two.getVersion());
        }

        private JooqVersioning over(DataSource source) {
            return JooqVersioning.over(using(source)).withoutListeners();
        }

        private int version(long id) {
            return account(id).getVersion();
        }

        private void touch(JooqVersioning joined, long id) {
            joined.table(ACCOUNT).touch(id).expecting(1).advancing(held::set).apply();
        }

        @Test
        void recordThatWasInsertedAndRolledBackIsANewOne() {
            AtomicReference<AccountRecord> inserted = new AtomicReference<>();
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        inserted.set(joined.table(ACCOUNT)
                                .insert()
                                .set(ACCOUNT.ID, 9L)
                                .set(ACCOUNT.OWNER, "undone")
                                .set(ACCOUNT.BALANCE, 1)
                                .apply());
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            AccountRecord mine = inserted.get();
            assertThat(mine.getVersion()).isNull();
            AccountRecord theirs = insertAccount(9);
            mine.setNote("mine");
            assertThatThrownBy(() -> versioning.store(mine)).isInstanceOf(WriteRefusedException.class);
            versioning.delete(theirs);
            assertThat(versioning.store(mine)).isEqualTo(1);
            assertThat(account(9).getNote()).isEqualTo("mine");
        }

        @Test
        void callOverADataSourceIsCommittedWhenItReturns() {
            touch(versioning, 1);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void callInsideATransactionOfJooqsJoinsIt() {
            versioning.dsl().transaction(transaction -> {
                touch(versioning.within(transaction), 1);
                assertThat(version(1)).isEqualTo(1);
                assertThat(transaction.dsl().fetchValue(ACCOUNT.VERSION, ACCOUNT.ID.eq(1L)))
                        .isEqualTo(2);
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void callInsideATransactionThatNobodyWatchesJoinsItToo() {
            assertThatThrownBy(() -> dsl.transaction(transaction -> {
                        touch(versioning.within(transaction), 1);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void connectionOfTheCallersIsJoinedAndLeftOpen() throws SQLException {
            try (java.sql.Connection connection = transaction()) {
                JooqVersioning joined = JooqVersioning.over(using(connection)).withoutListeners();
                touch(joined, 1);
                touch(versioning.within(using(connection).configuration()), 2);
                assertThat(version(1)).isEqualTo(1);
                assertThat(connection.isClosed()).isFalse();
                connection.commit();
            }
            assertThat(version(1)).isEqualTo(2);
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void transactionOnAConnectionOfTheCallersIsSeenToEnd() throws SQLException {
            try (java.sql.Connection connection = transaction()) {
                JooqVersioning joined = versioning.within(using(connection).configuration());
                AccountRecord account = account(1);
                assertThatThrownBy(() -> joined.transaction(inner -> {
                            inner.store(account);
                            throw new Undo();
                        }))
                        .isInstanceOf(Undo.class);
                assertThat(account.getVersion()).isEqualTo(1);
                assertThatThrownBy(() -> joined.dsl().transaction(inner -> {
                            versioning.within(inner).store(account);
                            throw new Undo();
                        }))
                        .isInstanceOf(Undo.class);
                assertThat(account.getVersion()).isEqualTo(1);
            }
        }

        @Test
        void connectionInAutocommitModeIsNotJoined() throws SQLException {
            try (java.sql.Connection connection = database.dataSource().getConnection()) {
                JooqVersioning joined = JooqVersioning.over(using(connection));
                assertThatThrownBy(() -> touch(joined, 1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("autocommit");
                assertThatThrownBy(() -> joined.store(account(1))).isInstanceOf(IllegalStateException.class);
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void closedConnectionIsRefused() throws SQLException {
            java.sql.Connection connection = transaction();
            connection.close();
            assertThatThrownBy(() -> touch(JooqVersioning.over(using(connection)), 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
        }

        @Test
        void poolThatHandsOutOpenTransactionsIsJoined() throws SQLException {
            try (java.sql.Connection connection = transaction()) {
                Configuration configuration = new DefaultConfiguration().set(dialect());
                configuration.set(new org.jooq.ConnectionProvider() {
                    @Override
                    public java.sql.Connection acquire() {
                        return connection;
                    }

                    @Override
                    public void release(java.sql.Connection released) {
                        assertThat(released).isSameAs(connection);
                    }
                });
                touch(JooqVersioning.over(configuration), 1);
                connection.rollback();
            }
            assertThat(version(1)).isEqualTo(1);
        }

        private JooqVersioning threadBound(DataSource source) {
            Configuration configuration = new DefaultConfiguration()
                    .set(dialect())
                    .set(new ThreadLocalTransactionProvider(new DataSourceConnectionProvider(source)));
            return JooqVersioning.over(configuration).withoutListeners();
        }

        @Test
        void transactionThatIsBoundToTheThreadIsJoined() {
            JooqVersioning bound = threadBound(database.dataSource());
            touch(bound, 1);
            assertThat(version(1)).isEqualTo(2);
            AccountRecord account = account(2);
            account.setOwner("Bob");
            List<List<Object>> before = image(account);
            assertThatThrownBy(() -> bound.dsl().transaction(() -> {
                        bound.store(account);
                        assertThat(account.getVersion()).isEqualTo(2);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(version(2)).isEqualTo(1);
            assertThat(image(account)).isEqualTo(before);
            bound.dsl().transaction(() -> bound.store(account));
            assertThat(version(2)).isEqualTo(2);
            assertThat(bound.store(account)).isEqualTo(3);
        }

        @Test
        void transactionsThatAreBoundToTheThreadAreNested() {
            try (LendingPool pool = database.pooled(1)) {
                JooqVersioning bound = threadBound(pool);
                AccountRecord account = account(1);
                assertThatThrownBy(() -> bound.transaction(outer -> {
                            bound.transaction(inner -> bound.store(account));
                            assertThat(account.getVersion()).isEqualTo(2);
                            assertThatThrownBy(() -> bound.transaction(inner -> {
                                        inner.store(account);
                                        throw new Undo();
                                    }))
                                    .isInstanceOf(Undo.class);
                            assertThat(account.getVersion()).isEqualTo(2);
                            throw new Undo();
                        }))
                        .isInstanceOf(Undo.class);
                assertThat(account.getVersion()).isEqualTo(1);
                assertThat(version(1)).isEqualTo(1);
                assertThat(bound.store(account)).isEqualTo(2);
                pool.requireClean();
            }
        }

        @Test
        void poolOfOneSufficesAlsoForCallsThatFail() {
            try (LendingPool pool = database.pooled(1)) {
                JooqVersioning pooled = over(pool);
                AccountRecord stale = account(1);
                AccountRecord refused = account(2);
                refused.setBalance(-1);
                advance(1);
                assertThatThrownBy(() -> pooled.store(stale)).isInstanceOf(ConflictException.class);
                assertThatThrownBy(() -> pooled.store(refused)).isInstanceOf(WriteRefusedException.class);
                assertThatThrownBy(() -> pooled.table(ACCOUNT).readWhere(DSL.condition("nonsense(")))
                        .isInstanceOf(DatabaseException.class);
                assertThatThrownBy(() -> pooled.transaction(joined -> joined.store(stale)))
                        .isInstanceOf(ConflictException.class);
                assertThatThrownBy(() -> pooled.transaction(joined -> joined.store(refused)))
                        .isInstanceOf(WriteRefusedException.class);
                pooled.transaction(joined -> {
                    assertThat(joined.table(ACCOUNT).read(1L)).isPresent();
                    joined.transaction(inner -> touch(inner, 2));
                });
                assertThat(pooled.table(ACCOUNT).read(1L)).isPresent();
                pool.requireClean();
            }
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void transactionThatTheDatabaseGaveUpGoesOnNowhere() {
            JooqVersioning repeatable = over(Isolation.REPEATABLE_READ.on(database.dataSource()));
            AccountRecord stale = account(1);
            AccountRecord good = account(2);
            List<List<Object>> before = image(good);
            assertThatThrownBy(() -> repeatable.transaction(joined -> {
                        joined.store(good);
                        assertThat(joined.table(ACCOUNT).read(1L)).isPresent();
                        advance(1);
                        assertThatThrownBy(() -> joined.store(stale)).isInstanceOf(AttemptAbortedException.class);
                        assertThatThrownBy(() -> joined.store(good))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("can only be rolled back");
                    }))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            assertThat(image(good)).isEqualTo(before);
            assertThat(version(2)).isEqualTo(1);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void innerTransactionThatTheDatabaseGaveUpEndsTheOuterOne() {
            JooqVersioning repeatable = over(Isolation.REPEATABLE_READ.on(database.dataSource()));
            AccountRecord stale = account(1);
            AccountRecord good = account(2);
            assertThatThrownBy(() -> repeatable.transaction(outer -> {
                        outer.store(good);
                        assertThat(outer.table(ACCOUNT).read(1L)).isPresent();
                        advance(1);
                        assertThatThrownBy(() -> outer.transaction(inner -> inner.store(stale)))
                                .isInstanceOf(AttemptAbortedException.class);
                    }))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(good.getVersion()).isEqualTo(1);
            assertThat(version(2)).isEqualTo(1);
        }

        @Test
        void transactionOfJooqsThatTheDatabaseGaveUpIsNotCommittedEither() {
            JooqVersioning repeatable = over(Isolation.REPEATABLE_READ.on(database.dataSource()));
            AccountRecord stale = account(1);
            AccountRecord good = account(2);
            assertThatThrownBy(() -> repeatable.dsl().transaction(transaction -> {
                        JooqVersioning joined = repeatable.within(transaction);
                        joined.store(good);
                        assertThat(joined.table(ACCOUNT).read(1L)).isPresent();
                        advance(1);
                        assertThatThrownBy(() -> joined.store(stale)).isInstanceOf(AttemptAbortedException.class);
                    }))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(good.getVersion()).isEqualTo(1);
            assertThat(version(2)).isEqualTo(1);
        }

        @Test
        void statementOfTheWorksOwnThatFailsMayEndTheTransaction() {
            AccountRecord account = account(1);
            Runnable work = () -> versioning.transaction(joined -> {
                joined.store(account);
                assertThatThrownBy(() -> joined.dsl().execute("nonsense")).isInstanceOf(DataAccessException.class);
            });
            if (isPostgres()) {
                assertThatThrownBy(work::run)
                        .isInstanceOfSatisfying(
                                CommitFailedException.class,
                                thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            } else {
                work.run();
            }
            assertThat(account.getVersion()).isEqualTo(version(1));
            assertThat(version(1)).isEqualTo(isPostgres() ? 1 : 2);
        }

        @Test
        void workIsNotTakenForCommittedAlsoWhereNobodyHoldsAVersion() {
            Runnable work = () -> versioning.transaction(joined -> {
                joined.table(ACCOUNT).touch(1L).expecting(1).apply();
                assertThatThrownBy(() -> joined.dsl().execute("nonsense")).isInstanceOf(DataAccessException.class);
            });
            if (isPostgres()) {
                assertThatThrownBy(work::run).isInstanceOf(CommitFailedException.class);
            } else {
                work.run();
            }
            assertThat(version(1)).isEqualTo(isPostgres() ? 1 : 2);
        }

        @Test
        void recordsGoBackAfterACommitThatFailed() {
            JooqVersioning watched = over(probe.watch(database.dataSource()));
            AccountRecord account = account(1);
            account.setOwner("Bob");
            List<List<Object>> before = image(account);
            probe.onCommit().throwInstead(new SQLException("could not serialize", "40001"));
            assertThatThrownBy(() -> watched.transaction(joined -> joined.store(account)))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            assertThat(image(account)).isEqualTo(before);
            assertThat(version(1)).isEqualTo(1);
            probe.requireAllHappened();
        }

        @Test
        void recordsGoBackAfterACommitOfWhichNobodyKnows() {
            JooqVersioning watched = over(probe.watch(database.dataSource()));
            AccountRecord account = account(1);
            account.setOwner("Bob");
            List<List<Object>> before = image(account);
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            assertThatThrownBy(() -> watched.transaction(joined -> joined.transaction(inner -> inner.store(account))))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.UNKNOWN));
            assertThat(image(account)).isEqualTo(before);
            probe.requireAllHappened();
        }

        @Test
        void recordsGoBackAfterACommitOfJooqsThatFailed() {
            JooqVersioning watched = over(probe.watch(database.dataSource()));
            AccountRecord account = account(1);
            List<List<Object>> before = image(account);
            probe.onCommit().throwInstead(new SQLException("could not serialize", "40001"));
            assertThatThrownBy(() -> watched.dsl()
                            .transaction(
                                    transaction -> watched.within(transaction).store(account)))
                    .isInstanceOf(DataAccessException.class);
            assertThat(image(account)).isEqualTo(before);
            probe.requireAllHappened();
        }

        @Test
        void innerTransactionThatWasRefusedDoesNotHarmTheOuterOne() {
            AccountRecord refused = account(1);
            refused.setBalance(-1);
            AccountRecord good = account(2);
            versioning.transaction(outer -> {
                assertThatThrownBy(() -> outer.transaction(inner -> inner.store(refused)))
                        .isInstanceOf(WriteRefusedException.class);
                outer.store(good);
            });
            assertThat(refused.getVersion()).isEqualTo(1);
            assertThat(good.getVersion()).isEqualTo(2);
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void innerTransactionThatSwallowsARefusalIsRolledBackAlone() {
            AccountRecord refused = account(1);
            refused.setBalance(-1);
            AccountRecord good = account(2);
            Runnable work = () -> versioning.transaction(outer -> {
                outer.store(good);
                Runnable swallows = () -> outer.transaction(inner -> {
                    inner.store(good);
                    assertThatThrownBy(() -> inner.store(refused)).isInstanceOf(WriteRefusedException.class);
                });
                if (isPostgres()) {
                    assertThatThrownBy(swallows::run).isInstanceOf(CommitFailedException.class);
                    assertThat(good.getVersion()).isEqualTo(2);
                } else {
                    swallows.run();
                }
            });
            work.run();
            assertThat(refused.getVersion()).isEqualTo(1);
            assertThat(good.getVersion()).isEqualTo(version(2)).isEqualTo(isPostgres() ? 2 : 3);
        }

        @Test
        void conflictThatIsSwallowedDoesNotEndTheTransaction() {
            AccountRecord stale = account(1);
            advance(1);
            versioning.transaction(joined -> {
                assertThatThrownBy(() -> joined.store(stale)).isInstanceOf(ConflictException.class);
                touch(joined, 2);
            });
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void holdersGoBackInTheReverseOrder() {
            List<String> events = new ArrayList<>();
            assertThatThrownBy(() -> versioning.transaction(outer -> {
                        hold(outer, 1, 1, events);
                        outer.transaction(inner -> hold(inner, 2, 1, events));
                        outer.transaction(inner -> hold(inner, 1, 2, events));
                        hold(outer, 2, 2, events);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(events)
                    .containsExactly("1 at 2", "2 at 2", "1 at 3", "2 at 3", "2 at 2", "1 at 2", "2 at 1", "1 at 1");
        }

        @Test
        void holdersOfAnInnerTransactionGoBackWithItAndOnlyOnce() {
            List<String> events = new ArrayList<>();
            assertThatThrownBy(() -> versioning.transaction(outer -> {
                        hold(outer, 1, 1, events);
                        assertThatThrownBy(() -> outer.transaction(middle -> {
                                    middle.transaction(inner -> hold(inner, 1, 2, events));
                                    hold(middle, 2, 1, events);
                                    throw new Undo();
                                }))
                                .isInstanceOf(Undo.class);
                        events.add("went on");
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(events).containsExactly("1 at 2", "1 at 3", "2 at 2", "2 at 1", "1 at 2", "went on", "1 at 1");
        }

        private static void hold(JooqVersioning joined, long id, long expected, List<String> events) {
            joined.table(ACCOUNT)
                    .touch(id)
                    .expecting(expected)
                    .advancing(version -> events.add(id + " at " + version))
                    .apply();
        }

        @Test
        void holderThatRefusesToGoBackDoesNotKeepOthersFromIt() {
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        touch(joined, 1);
                        joined.table(ACCOUNT)
                                .touch(2L)
                                .expecting(1)
                                .advancing(Cases::refuseToGoBack)
                                .apply();
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(held).hasValue(1);
        }

        private static void refuseToGoBack(long version) {
            if (version == 1) {
                throw new UnsupportedOperationException("going back");
            }
        }

        @Test
        void holderKeepsWhatIsCommitted() {
            versioning.transaction(joined -> touch(joined, 1));
            assertThat(held).hasValue(2);
            assertThat(versioning.<Long>transactionResult(joined ->
                            joined.table(ACCOUNT).touch(1L).expecting(2).apply()))
                    .isEqualTo(3);
        }

        @Test
        void workThatThrowsIsRolledBackAndItsExceptionGoesThrough() {
            assertThatThrownBy(() -> versioning.transaction(joined -> {
                        touch(joined, 1);
                        throw new StackOverflowError();
                    }))
                    .isInstanceOf(StackOverflowError.class);
            assertThat(held).hasValue(1);
            assertThatThrownBy(() -> versioning.dsl().transaction(transaction -> {
                        touch(versioning.within(transaction), 1);
                        throw new IOException("mail");
                    }))
                    .hasRootCauseMessage("mail");
            assertThat(held).hasValue(1);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void reactiveContextIsRefused() {
            ConnectionFactory factory = new ConnectionFactory() {
                @Override
                public Publisher<? extends Connection> create() {
                    throw new AssertionError("a connection was asked for");
                }

                @Override
                public ConnectionFactoryMetadata getMetadata() {
                    return () -> isPostgres() ? "PostgreSQL" : "H2";
                }
            };
            JooqVersioning reactive = JooqVersioning.over(DSL.using(factory, dialect()));
            GuardedRecords<AccountRecord> accounts = reactive.table(ACCOUNT);
            assertThatThrownBy(accounts::check)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("R2DBC");
            assertThatThrownBy(() -> touch(reactive, 1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("R2DBC");
            assertThatThrownBy(() -> accounts.read(1L)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> reactive.store(account(1))).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> reactive.transaction(joined -> touch(joined, 1)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("R2DBC");
        }

        @Test
        void successTakesOneStatementAndConflictTwo() {
            JooqVersioning watched = over(probe.watch(database.dataSource()));
            AccountRecord account = account(1);
            watched.table(ACCOUNT).check();
            probe.clear();
            account.setOwner("Bob");
            watched.store(account);
            assertThat(probe.statements()).singleElement().asString().startsWith("update");
            watched.delete(insertAccount(3));
            AccountRecord inserted = watched.dsl().newRecord(ACCOUNT);
            inserted.from(account);
            inserted.setId(4L);
            watched.store(inserted);
            assertThat(probe.statements()).hasSize(3);
            probe.clear();
            advance(1);
            assertThatThrownBy(() -> watched.store(account)).isInstanceOf(ConflictException.class);
            assertThat(probe.statements()).hasSize(2);
            assertThat(probe.commits()).isZero();
        }

        @Test
        void nothingIsAddedToAnUpdateInATransactionOfTheCallers() throws SQLException {
            versioning.table(ACCOUNT).check();
            try (java.sql.Connection connection = transaction()) {
                Configuration watched = using(probe.watch(connection)).configuration();
                watched.dsl().update(ACCOUNT).set(ACCOUNT.BALANCE, 7).execute();
                int bare = probe.statements().size();
                probe.clear();
                versioning
                        .within(watched)
                        .table(ACCOUNT)
                        .update(1L)
                        .expecting(1)
                        .set(ACCOUNT.BALANCE, 8)
                        .apply();
                assertThat(probe.statements()).hasSize(bare).hasSize(1);
                assertThat(probe.commits() + probe.rollbacks()).isZero();
            }
        }

        @Test
        void transactionTakesNoMoreThanItsStatementsAndAQuestionWhereErrorsEndIt() {
            versioning.table(ACCOUNT).check();
            JooqVersioning watched = over(probe.watch(database.dataSource()));
            watched.table(ACCOUNT).check();
            probe.clear();
            watched.transaction(joined -> touch(joined, 1));
            assertThat(probe.statements()).hasSize(isPostgres() ? 2 : 1);
            assertThat(probe.commits()).isEqualTo(1);
            assertThat(probe.rollbacks()).isZero();
        }

        @Test
        void contextIsWatchedOnce() {
            assertThat(JooqVersioning.over(versioning.dsl()).dsl().configuration())
                    .isSameAs(versioning.dsl().configuration());
            assertThatThrownBy(() -> JooqVersioning.over(versioning.dsl()).transaction(joined -> {
                        touch(joined, 1);
                        throw new Undo();
                    }))
                    .isInstanceOf(Undo.class);
            assertThat(held).hasValue(1);
        }
    }
}
