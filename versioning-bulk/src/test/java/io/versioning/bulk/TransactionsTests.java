package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.DatabaseException;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Conflicted;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Refused;
import io.versioning.Outcome.Unknown;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.transaction.LocalTransactions;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who commits, what is kept, and what is said when nobody can tell. */
class TransactionsTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        /** H2 rolls back all of it without a word, and would commit what comes next. */
        @Test
        void transactionOfTheCallersThatTheDatabaseGivesUpHasWrittenNothing() throws Exception {
            try (Connection connection = probe.watch(transaction())) {
                probe.onStatement("update").nth(5).runBefore(() -> {
                    connection.rollback();
                    throw new SQLException("deadlock", "40001");
                });
                List<Outcome> outcomes =
                        within(connection).chunksOf(4).apply(balances(10, 9)).outcomes();
                assertThat(outcomes.subList(0, 8)).containsOnly(NotApplied.because(NotApplied.ABORTED, "40001"));
                assertThat(outcomes.subList(8, 10)).containsOnly(NotApplied.because(NotApplied.NOT_ATTEMPTED));
                connection.commit();
            }
            assertThat(number("select count(*) from account where version = 2")).isZero();
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        @Test
        void connectionThatIsLostInAChunkLeavesTheChunksBeforeItCommitted() throws Exception {
            AtomicReference<Connection> used = new AtomicReference<>();
            BulkTable cut =
                    BulkVersioning.over(remembering(used)).withoutListeners().table("account", "id");
            probe.onStatement(sql -> sql.startsWith("with v")).nth(2).runBefore(() -> database.kill(used.get()));
            List<Outcome> outcomes = cut.chunksOf(10).apply(balances(ROWS, 9)).outcomes();
            assertThat(positions(outcomes, Applied.class)).hasSize(10);
            assertThat(outcomes.get(10))
                    .isInstanceOfSatisfying(
                            NotApplied.class, lost -> assertThat(lost.reason()).isEqualTo(NotApplied.ABORTED));
            assertThat(outcomes.get(20)).isEqualTo(NotApplied.because(NotApplied.NOT_ATTEMPTED));
            assertThat(number("select count(*) from account where version = 2")).isEqualTo(10);
        }

        private TransactionSource remembering(AtomicReference<Connection> used) {
            TransactionSource source = TransactionSource.owning(probe.watch(database.dataSource()));
            return () -> {
                var scope = source.open();
                used.set(scope.connection());
                return scope;
            };
        }

        @Test
        void commitWithoutAnAnswerIsUnknownForWhatWasWrittenAndTheRestIsNotAttempted() {
            for (boolean arrived : new boolean[] {true, false}) {
                database.execute("update account set version = 1");
                SQLException cut = new SQLException("cut", "08006");
                if (arrived) {
                    probe.onCommit().nth(2).throwAfter(cut);
                } else {
                    probe.onCommit().nth(2).throwInstead(cut);
                }
                List<RowChange> changes = new ArrayList<>(balances(ROWS, 9));
                changes.set(12, bulk.touch(13L).expecting(7));
                List<Outcome> outcomes = bulk.chunksOf(10).apply(changes).outcomes();
                assertThat(positions(outcomes, Applied.class)).hasSize(10);
                assertThat(positions(outcomes, Unknown.class)).containsExactly(10, 11, 13, 14, 15, 16, 17, 18, 19);
                assertThat(outcomes.get(12)).isInstanceOf(Conflicted.class);
                assertThat(positions(outcomes, NotApplied.class)).hasSize(10);
                assertThat(version(11)).isEqualTo(arrived ? 2 : 1);
            }
        }

        /** What was judged by the write of an earlier row of its id was judged by what nobody knows. */
        @Test
        void commitWithoutAnAnswerLeavesNoVerdictOnLaterRowsOfThatId() {
            probe.onCommit().throwInstead(new SQLException("cut", "08006"));
            List<Outcome> outcomes = bulk.apply(List.of(
                            bulk.touch(1L).expecting(1),
                            bulk.touch(1L).expecting(1),
                            bulk.touch(2L).expecting(1)))
                    .outcomes();
            assertThat(outcomes)
                    .containsExactly(new Unknown(), NotApplied.because(NotApplied.ABORTED, "08006"), new Unknown());
        }

        @Test
        void commitThatIsCertainlyRolledBackIsTriedAgain() {
            probe.onCommit().throwInstead(new SQLException("serialization failure", "40001"));
            assertThat(positions(bulk.apply(balances(ROWS, 9)).outcomes(), Applied.class))
                    .hasSize(ROWS);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void deadlockVictimIsTriedAgainButNotForever() {
            probe.onStatement(sql -> sql.startsWith("with v")).throwInstead(new SQLException("deadlock", "40P01"));
            assertThat(positions(bulk.apply(balances(5, 9)).outcomes(), Applied.class))
                    .hasSize(5);

            probe.onStatement(sql -> sql.startsWith("with v"))
                    .every()
                    .throwInstead(new SQLException("deadlock", "40P01"));
            assertThat(bulk.touch(9L).expecting(1)).isNotNull();
            assertThat(bulk.apply(List.of(
                                    bulk.touch(8L).expecting(1), bulk.touch(9L).expecting(1)))
                            .outcomes())
                    .containsOnly(NotApplied.because(NotApplied.ABORTED, "40P01"));
        }

        @Test
        void cancelledStatementEndsTheBulkAndIsNotSplit() {
            probe.onStatement(sql -> sql.startsWith("with v"))
                    .nth(2)
                    .throwInstead(new SQLException("cancelled", "57014"));
            List<Outcome> outcomes = bulk.chunksOf(10).apply(balances(ROWS, 9)).outcomes();
            assertThat(positions(outcomes, Applied.class)).hasSize(10);
            assertThat(outcomes.get(10)).isEqualTo(NotApplied.because(NotApplied.ABORTED, "57014"));
            assertThat(outcomes.get(29)).isEqualTo(NotApplied.because(NotApplied.NOT_ATTEMPTED));
            assertThat(probe.count(sql -> sql.startsWith("with v"))).isEqualTo(1);
        }

        @Test
        void deferredConstraintIsFoundWhileItCanStillBeIsolated() {
            database.execute("create table parent (id bigint primary key)", "insert into parent values (5)");
            database.execute("alter table account add constraint parents foreign key (balance) references parent"
                    + " deferrable initially deferred");
            List<RowChange> changes = new ArrayList<>(balances(ROWS, 5));
            changes.set(3, balance(4, 6));
            List<Outcome> outcomes = bulk.chunksOf(10).apply(changes).outcomes();
            assertThat(positions(outcomes, Refused.class)).containsExactly(3);
            assertThat(outcomes.get(3).toString()).isEqualTo("refused: constraint parents (SQLSTATE 23503)");
            assertThat(positions(outcomes, Applied.class)).hasSize(ROWS - 1);

            assertThat(positions(
                            bulk.allOrNothing()
                                    .apply(List.of(
                                            bulk.update(1L).expecting(2).set("balance", 6),
                                            bulk.update(2L).expecting(2).set("balance", 5)))
                                    .outcomes(),
                            Applied.class))
                    .isEmpty();
            assertThat(version(2)).isEqualTo(2);
        }

        @ParameterizedTest
        @EnumSource(Isolation.class)
        void levelOfTheConnectionIsNotThatOfTheChunks(Isolation level) throws Exception {
            BulkTable isolated = BulkVersioning.over(level.on(probe.watch(database.dataSource())))
                    .withoutListeners()
                    .table("account", "id");
            probe.onStatement(sql -> sql.startsWith("with v"))
                    .runBefore(() -> database.execute("update account set version = 2 where id = 3"));
            List<Outcome> outcomes = isolated.apply(balances(ROWS, 9)).outcomes();
            assertThat(conflict(outcomes.get(2)).actual()).hasValue(2);
            assertThat(positions(outcomes, Applied.class)).hasSize(ROWS - 1);
        }

        /** The database is asked for the order of such ids, and refuses one that is none. */
        @Test
        void allOrNothingThatCannotBeginLeavesTheTransactionOfTheCallersUsable() throws Exception {
            database.execute(
                    "create type colour as enum ('red', 'green')",
                    "create table paint (id colour primary key, n integer, version integer not null)",
                    "insert into paint values ('red', 0, 1)");
            try (Connection connection = transaction()) {
                probe.onStatement(sql -> sql.contains("dense_rank"))
                        .throwInstead(new SQLException("out of memory", "53200"));
                BulkTable paints = BulkVersioning.over(database.dataSource())
                        .table("paint", "id")
                        .within(probe.watch(connection));
                assertThatThrownBy(() -> paints.allOrNothing()
                                .apply(List.of(
                                        paints.touch("red").expecting(1),
                                        paints.touch("green").expecting(1))))
                        .isInstanceOf(DatabaseException.class);
                execute(connection, "update paint set n = 7");
                connection.commit();
            }
            assertThat(number("select n from paint")).isEqualTo(7);
        }

        /** What a savepoint holds is not lost with what comes after it. */
        @Test
        void transactionOfTheCallersThatTheDatabaseGivesUpKeepsTheChunksBefore() throws Exception {
            try (Connection connection = probe.watch(transaction())) {
                probe.onStatement(sql -> sql.startsWith("with v"))
                        .nth(2)
                        .throwInstead(new SQLException("deadlock", "40P01"));
                List<Outcome> outcomes =
                        within(connection).chunksOf(10).apply(balances(ROWS, 9)).outcomes();
                assertThat(positions(outcomes, Applied.class)).hasSize(10);
                assertThat(outcomes.get(10)).isEqualTo(NotApplied.because(NotApplied.ABORTED, "40P01"));
                assertThat(outcomes.get(20)).isEqualTo(NotApplied.because(NotApplied.NOT_ATTEMPTED));
                connection.commit();
            }
            assertThat(number("select count(*) from account where version = 2")).isEqualTo(10);
        }

        @Test
        void allOrNothingOnAConnectionThatIsLostTellsOfEachRow() throws Exception {
            AtomicReference<Connection> used = new AtomicReference<>();
            Connection connection = transaction();
            used.set(connection);
            try (Connection watched = probe.watch(connection)) {
                probe.onStatement(sql -> sql.startsWith("with v")).nth(2).runBefore(() -> database.kill(used.get()));
                List<Outcome> outcomes = within(watched)
                        .chunksOf(10)
                        .allOrNothing()
                        .apply(balances(ROWS, 9))
                        .outcomes();
                assertThat(positions(outcomes, NotApplied.class)).hasSize(ROWS);
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void transactionOfTheCallersWhoseSavepointIsLostHasWrittenNothing() throws Exception {
            AtomicReference<Connection> used = new AtomicReference<>();
            Connection connection = transaction();
            used.set(connection);
            try (Connection watched = probe.watch(connection)) {
                probe.onStatement(sql -> sql.startsWith("with v")).nth(2).runBefore(() -> database.kill(used.get()));
                List<Outcome> outcomes =
                        within(watched).chunksOf(10).apply(balances(ROWS, 9)).outcomes();
                assertThat(positions(outcomes, NotApplied.class)).hasSize(ROWS);
                assertThat(outcomes.get(0))
                        .isInstanceOfSatisfying(
                                NotApplied.class,
                                lost -> assertThat(lost.reason()).isEqualTo(NotApplied.ABORTED));
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void transactionOfTheCallersThatIsLostAlreadyWritesNothing() throws Exception {
            try (Connection connection = transaction()) {
                try {
                    execute(connection, "select 1 / 0");
                } catch (SQLException lost) {
                    // so it is
                }
                assertThatThrownBy(() -> within(connection).apply(balances(3, 9)))
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageContaining("25P02");
            }
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        final BulkTable within(Connection connection) {
            return bulk.within(connection);
        }

        private List<RowChange> oneBadOneStale() {
            List<RowChange> changes = new ArrayList<>(balances(10, 9));
            changes.set(4, balance(5, -1));
            changes.set(7, bulk.touch(8L).expecting(7));
            return changes;
        }

        @Test
        void transactionOfTheCallersGoesOnAfterABadRow() throws Exception {
            try (Connection connection = transaction()) {
                List<Outcome> outcomes =
                        within(connection).apply(oneBadOneStale()).outcomes();
                assertThat(positions(outcomes, Refused.class)).containsExactly(4);
                assertThat(positions(outcomes, Conflicted.class)).containsExactly(7);
                assertThat(positions(outcomes, Applied.class)).hasSize(8);
                execute(connection, "update account set owner = 'also' where id = 30");
                connection.commit();
            }
            assertThat(version(1)).isEqualTo(2);
            assertThat(text("select owner from account where id = 30")).isEqualTo("also");
        }

        @Test
        void transactionOfTheCallersThatRollsBackTakesTheBulkAlong() throws Exception {
            try (Connection connection = transaction()) {
                assertThat(positions(within(connection).apply(balances(10, 9)).outcomes(), Applied.class))
                        .hasSize(10);
                connection.rollback();
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void allOrNothingInATransactionOfTheCallersUndoesOnlyItself() throws Exception {
            try (Connection connection = transaction()) {
                execute(connection, "update account set owner = 'before' where id = 30");
                List<Outcome> outcomes = within(connection)
                        .allOrNothing()
                        .apply(oneBadOneStale())
                        .outcomes();
                assertThat(positions(outcomes, Applied.class)).isEmpty();
                assertThat(positions(outcomes, Refused.class)).containsExactly(4);
                connection.commit();
            }
            assertThat(version(1)).isEqualTo(1);
            assertThat(text("select owner from account where id = 30")).isEqualTo("before");
        }

        @Test
        void allOrNothingJudgesEveryRow() {
            List<Outcome> outcomes =
                    bulk.chunksOf(2).allOrNothing().apply(oneBadOneStale()).outcomes();
            assertThat(positions(outcomes, Refused.class)).containsExactly(4);
            assertThat(positions(outcomes, Conflicted.class)).containsExactly(7);
            assertThat(outcomes.get(9)).isEqualTo(NotApplied.because(NotApplied.ROLLED_BACK));
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void failFastLeavesTheRestNotAttempted() {
            List<Outcome> outcomes =
                    bulk.chunksOf(2).failFast().apply(oneBadOneStale()).outcomes();
            assertThat(positions(outcomes, Refused.class)).containsExactly(4);
            assertThat(outcomes.get(0)).isEqualTo(NotApplied.because(NotApplied.ROLLED_BACK));
            assertThat(outcomes.get(7)).isEqualTo(NotApplied.because(NotApplied.NOT_ATTEMPTED));
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void allOrNothingWhoseCommitHasNoAnswerIsUnknown() {
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            assertThat(bulk.allOrNothing().apply(balances(10, 9)).outcomes()).containsOnly(new Unknown());
        }

        @Test
        void inInputOrderRowsThatAffectOneAnotherAreWrittenAsTheyCome() {
            database.execute("alter table account add constraint owners unique (owner)");
            List<RowChange> changes = List.of(
                    bulk.update(9L).expecting(1).set("owner", "free"),
                    bulk.update(3L).expecting(1).set("owner", "owner 9"),
                    bulk.update(1L).expecting(1).set("owner", "owner 3"));
            assertThat(positions(bulk.inInputOrder().apply(changes).outcomes(), Applied.class))
                    .hasSize(3);
            assertThat(text("select owner from account where id = 1")).isEqualTo("owner 3");
        }

        @Test
        void inInputOrderWorksInATransactionOfTheCallersAndAllOrNothingToo() throws Exception {
            try (Connection connection = transaction()) {
                List<Outcome> outcomes = within(connection)
                        .inInputOrder()
                        .apply(oneBadOneStale())
                        .outcomes();
                assertThat(positions(outcomes, Applied.class)).hasSize(8);
                connection.commit();
            }
            List<RowChange> again =
                    List.of(bulk.touch(1L).expecting(2), bulk.touch(2L).expecting(9));
            List<Outcome> none = bulk.inInputOrder().allOrNothing().apply(again).outcomes();
            assertThat(none.get(0)).isEqualTo(NotApplied.because(NotApplied.ROLLED_BACK));
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void outcomesAreTrueOfTheTableWhereRowsAffectOneAnother() {
            database.execute("alter table account add constraint owners unique (owner)");
            List<RowChange> changes = new ArrayList<>();
            for (long id = 1; id <= ROWS; id++) {
                changes.add(bulk.update(id).expecting(1).set("owner", "owner " + (id % 7 + 1)));
            }
            List<Outcome> outcomes = bulk.chunksOf(8).apply(changes).outcomes();
            for (int position = 0; position < ROWS; position++) {
                boolean written = version(position + 1L) == 2;
                assertThat(outcomes.get(position) instanceof Applied).isEqualTo(written);
                assertThat(outcomes.get(position) instanceof Refused).isEqualTo(!written);
            }
        }

        @Test
        void transactionThatIsBoundToTheThreadIsJoined() {
            LocalTransactions transactions = LocalTransactions.over(database.dataSource());
            BulkTable joining =
                    BulkVersioning.over(transactions).withoutListeners().table("account", "id");
            assertThatThrownBy(() -> transactions.run(connection -> {
                        assertThat(positions(joining.apply(balances(10, 9)).outcomes(), Applied.class))
                                .hasSize(10);
                        throw new IllegalArgumentException("stop");
                    }))
                    .hasMessage("stop");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void connectionsComeBackAsTheyWereWhateverHappens() {
            try (LendingPool pool = database.pooled(1)) {
                BulkTable pooled = BulkVersioning.over(probe.watch(pool))
                        .withoutListeners()
                        .table("account", "id");
                for (int call = 0; call < 3; call++) {
                    for (BulkTable way :
                            List.of(pooled, pooled.allOrNothing(), pooled.failFast(), pooled.inInputOrder())) {
                        List<Outcome> unused = way.apply(oneBadOneStale()).outcomes();
                        assertThatThrownBy(() -> way.apply(
                                        List.of(bulk.update(1L).expecting(1).set("nothing", 1))))
                                .isInstanceOf(IllegalArgumentException.class);
                    }
                }
            }
        }

        @Test
        void tableWhoseVersionIsWidenedIsCheckedAgain() {
            database.execute("update account set version = 2147483647 where id in (1, 2)");
            List<RowChange> changes = List.of(
                    bulk.touch(1L).expecting(Integer.MAX_VALUE), bulk.touch(2L).expecting(Integer.MAX_VALUE));
            assertThat(positions(bulk.apply(changes).outcomes(), Refused.class)).hasSize(2);
            database.execute(
                    "alter table account alter column version %s bigint".formatted(isPostgres() ? "type" : ""));
            assertThat(positions(bulk.apply(changes).outcomes(), Applied.class)).hasSize(2);
            assertThat(version(1)).isEqualTo(Integer.MAX_VALUE + 1L);
        }

        @Test
        void connectionThatIsNotFitIsRefused() throws Exception {
            try (Connection connection = database.dataSource().getConnection()) {
                assertThatThrownBy(() -> within(connection).apply(balances(1, 9)))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("autocommit");
            }
            Connection closed = database.dataSource().getConnection();
            try (closed) {
                assertThat(closed.isClosed()).isFalse();
            }
            assertThatThrownBy(() -> within(closed).apply(balances(1, 9)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            if (isPostgres()) {
                try (Connection connection = transaction()) {
                    connection.setReadOnly(true);
                    assertThatThrownBy(() -> within(connection).apply(balances(1, 9)))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("read-only");
                }
            }
        }
    }
}
