package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.Step;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others do to the rows of a bulk while it is under way. */
class InterleavingsTests {

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

        @Test
        void rowThatIsHeldByAnotherIsBusyAfterOneWaitAndTheOthersAreWritten() throws Exception {
            BulkTable impatient = BulkVersioning.over(probe.watch(database.dataSource(Duration.ofMillis(300))))
                    .withoutListeners()
                    .table("account", "id");
            try (Connection other = transaction()) {
                execute(other, "update account set balance = 1 where id in (7, 20)");
                long start = System.nanoTime();
                List<Outcome> outcomes = impatient.apply(balances(ROWS, 9)).outcomes();
                assertThat(positions(outcomes, NotApplied.class)).containsExactly(6, 19);
                assertThat(outcomes.get(6)).isEqualTo(NotApplied.because(NotApplied.BUSY, "55P03"));
                assertThat(positions(outcomes, Applied.class)).hasSize(ROWS - 2);
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
                assertThat(probe.rollbacks()).isEqualTo(2); // of the chunk, and of what gives the connection back
                other.rollback();
            }
            assertThat(version(7)).isEqualTo(1);
            assertThat(version(8)).isEqualTo(2);
        }

        @Test
        void rowThatWaitsForAUniqueValueOfAnotherIsBusyAloneThoughNobodyHoldsIt() throws Exception {
            database.execute("alter table account add constraint owners unique (owner)");
            BulkTable impatient = BulkVersioning.over(database.dataSource(Duration.ofMillis(300)))
                    .withoutListeners()
                    .table("account", "id");
            try (Connection other = transaction()) {
                execute(other, "insert into account values (99, 'taken', 5, 1)");
                List<RowChange> changes = new ArrayList<>(balances(ROWS, 9));
                changes.set(11, bulk.update(12L).expecting(1).set("owner", "taken"));
                List<Outcome> outcomes = impatient.apply(changes).outcomes();
                assertThat(positions(outcomes, NotApplied.class)).containsExactly(11);
                assertThat(positions(outcomes, Applied.class)).hasSize(ROWS - 1);
                other.rollback();
            }
            assertThat(version(12)).isEqualTo(1);
        }

        /** On a small table the planner would rather hash, and lock in the order of the heap. */
        @Test
        void bulksOnTheSameRowsOfAShuffledHeapNeverDeadlock() {
            database.execute(
                    "create table shuffled (id bigint primary key, word text, version integer not null)",
                    "insert into shuffled select n, 'a', 1 from generate_series(1, 400) as n order by md5(n::text)",
                    "analyze shuffled");
            BulkTable table = BulkVersioning.over(probe.watch(database.dataSource()))
                    .withoutListeners()
                    .table("shuffled", "id");
            for (int duel = 0; duel < 10; duel++) {
                int seed = duel;
                long expected = duel + 1L;
                List<Result<List<Outcome>>> results = Race.of(2, side -> {
                    List<RowChange> changes = new ArrayList<>();
                    for (long id = 1; id <= 400; id++) {
                        changes.add(table.update(id).expecting(expected).set("word", "side " + side));
                    }
                    Collections.shuffle(changes, new Random(seed * 2L + side));
                    return table.chunksOf(400).apply(changes).outcomes();
                });
                for (Result<List<Outcome>> result : results) {
                    assertThat(result.isReturned()).isTrue();
                    assertThat(positions(orThrow(result), NotApplied.class)).isEmpty();
                }
            }
            // one for each call, as it gives its connection back: no chunk was undone
            assertThat(probe.rollbacks()).isEqualTo(20);
        }

        private static List<Outcome> orThrow(Result<List<Outcome>> result) {
            try {
                return result.orElseThrow();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        /** What becomes of ten rows while somebody else, who has written one of them before, commits that. */
        private List<Outcome> afterWaitingFor(BulkTable table, String... writes) throws Exception {
            try (Connection other = transaction()) {
                for (String write : writes) {
                    execute(other, write);
                }
                Step<List<Outcome>> waiting = Step.start(
                                database, () -> table.apply(balances(10, 9)).outcomes())
                        .awaitBlocked();
                other.commit();
                return waiting.join();
            }
        }

        /** The loser's actual version equals its expected one once it is read: so it has not lost. */
        @Test
        void rowThatGetsToTheExpectedVersionMeanwhileIsWritten() {
            probe.onStatement(sql -> sql.startsWith("update") || sql.startsWith("with v"))
                    .runAfter(() -> database.execute("update account set version = 2 where id = 3"));
            List<Outcome> outcomes = bulk.apply(
                            List.of(balance(1, 9), bulk.update(3L).expecting(2).set("balance", 9)))
                    .outcomes();
            assertThat(outcomes.get(1)).isEqualTo(Applied.updated(3, Durability.COMMITTED));
            assertThat(version(3)).isEqualTo(3);
            probe.requireAllHappened();
        }

        /** The level that a pool gives its connections is not the one at which chunks are written. */
        @ParameterizedTest
        @EnumSource(Isolation.class)
        void rowThatIsWrittenWhileTheBulkWaitsIsAConflictWhateverTheLevel(Isolation level) throws Exception {
            BulkTable isolated = BulkVersioning.over(level.on(database.dataSource()))
                    .withoutListeners()
                    .table("account", "id");
            List<Outcome> outcomes = afterWaitingFor(isolated, "update account set version = 2 where id = 5");
            assertThat(conflict(outcomes.get(4)).actual()).hasValue(2);
            assertThat(positions(outcomes, Applied.class)).hasSize(9);
        }

        @Test
        void rowThatIsWrittenWithoutItsVersionWhileTheBulkWaitsIsWritten() throws Exception {
            assertThat(positions(
                            afterWaitingFor(bulk, "update account set owner = 'somebody' where id = 5"), Applied.class))
                    .hasSize(10);
            assertThat(version(5)).isEqualTo(2);
        }

        @Test
        void rowThatIsDeletedWhileTheBulkWaitsIsMissing() throws Exception {
            List<Outcome> outcomes = afterWaitingFor(bulk, "delete from account where id = 5");
            assertThat(conflict(outcomes.get(4)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(positions(outcomes, Applied.class)).hasSize(9);
        }

        @Test
        void rowThatIsDeletedAndInsertedAgainWhileTheBulkWaitsIsJudgedByWhatIsThere() throws Exception {
            List<Outcome> outcomes = afterWaitingFor(
                    bulk, "delete from account where id = 5", "insert into account values (5, 'new', 5, 7)");
            assertThat(conflict(outcomes.get(4)).actual()).hasValue(7);
        }

        @Test
        void rowThatIsWrittenWhileTheBulkWaitsIsStale() throws Exception {
            try (Connection other = transaction()) {
                execute(other, "update account set version = version + 1 where id = 5");
                Step<List<Outcome>> waiting = Step.start(
                                database, () -> bulk.apply(balances(10, 9)).outcomes())
                        .awaitBlocked();
                other.commit();
                List<Outcome> outcomes = waiting.join();
                assertThat(conflict(outcomes.get(4)).actual()).hasValue(2);
                assertThat(positions(outcomes, Applied.class)).hasSize(9);
            }
        }

        @Test
        void rowWhoseWriterRollsBackIsWritten() throws Exception {
            try (Connection other = transaction()) {
                execute(other, "update account set version = version + 1 where id = 5");
                Step<List<Outcome>> waiting = Step.start(
                                database, () -> bulk.apply(balances(10, 9)).outcomes())
                        .awaitBlocked();
                other.rollback();
                assertThat(positions(waiting.join(), Applied.class)).hasSize(10);
            }
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Triggers extends OnDatabase {

        Triggers() {
            super(DatabaseKind.POSTGRES);
        }

        private void trigger(String when, String body) {
            database.execute(
                    "create function swallow() returns trigger language plpgsql as $$ begin %s end $$".formatted(body),
                    "create trigger swallow %s update on account for each row execute function swallow()"
                            .formatted(when));
        }

        @Test
        void rowThatATriggerHoldsBackIsRefusedAndTheOthersAreWritten() {
            trigger("before", "if new.id = 4 then return null; end if; return new;");
            List<Outcome> outcomes = bulk.apply(balances(10, 9)).outcomes();
            assertThat(outcomes.get(3)).isEqualTo(new Outcome.Refused(Refusal.heldBack(null)));
            assertThat(positions(outcomes, Applied.class)).hasSize(9);
            assertThat(version(4)).isEqualTo(1);
        }

        @Test
        void rowThatATriggerRefusesIsRefusedAndTheOthersAreWritten() {
            trigger("before", "if new.id = 4 then raise exception 'no %', old.owner; end if; return new;");
            List<Outcome> outcomes = bulk.apply(balances(10, 9)).outcomes();
            assertThat(outcomes.get(3)).isEqualTo(new Outcome.Refused(Refusal.heldBack("P0001")));
            assertThat(positions(outcomes, Applied.class)).hasSize(9);
        }

        @Test
        void whatATriggerDoesForADeleteThatItSwallowsIsUndone() {
            database.execute(
                    "create function keep() returns trigger language plpgsql as $$ begin"
                            + " update account set owner = 'gone', version = version + 1 where id = old.id; return null; end $$",
                    "create trigger keep before delete on account for each row execute function keep()");
            assertThat(bulk.apply(List.of(
                                    bulk.delete(1L).expecting(1),
                                    bulk.delete(2L).expecting(1)))
                            .outcomes())
                    .containsOnly(new Outcome.Refused(Refusal.heldBack(null)));
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void rowThatADeferredTriggerAdvancesOnceMoreIsUndoneAndRefused() {
            database.execute(
                    "create function late() returns trigger language plpgsql as $$ begin if new.balance = 7 and new.version = 2"
                            + " then update account set version = 3 where id = new.id; end if; return null; end $$",
                    "create constraint trigger late after update on account deferrable initially deferred"
                            + " for each row execute function late()");
            List<Outcome> outcomes =
                    bulk.apply(List.of(balance(1, 7), balance(2, 8))).outcomes();
            assertThat(positions(outcomes, Outcome.Refused.class)).containsExactly(0);
            assertThat(version(1)).isEqualTo(1);
            assertThat(version(2)).isEqualTo(2);
        }

        /** There the rows are written by sets all the same. */
        @Test
        void triggersAreMetInATransactionOfTheCallersToo() throws Exception {
            trigger(
                    "before",
                    "if new.id = 4 then return null; elsif new.id = 5 then raise exception 'no'; elsif new.id = 6 then"
                            + " new.version := old.version + 2; end if; return new;");
            try (Connection connection = transaction()) {
                List<Outcome> outcomes =
                        bulk.within(connection).apply(balances(10, 9)).outcomes();
                connection.commit();
                assertThat(outcomes.subList(3, 6))
                        .containsExactly(
                                new Outcome.Refused(Refusal.heldBack(null)),
                                new Outcome.Refused(Refusal.heldBack("P0001")),
                                new Outcome.Refused(Refusal.heldBack(null)));
                assertThat(positions(outcomes, Applied.class)).hasSize(7);
            }
            assertThat(number("select count(*) from account where version = 2 and id not in (4, 5, 6)"))
                    .isEqualTo(7);
            assertThat(number("select count(*) from account where version = 1 and id in (4, 5, 6)"))
                    .isEqualTo(3);
        }

        @Test
        void rowThatATriggerAdvancesAfterwardsIsUndoneInATransactionOfTheCallersToo() throws Exception {
            trigger(
                    "after",
                    "if new.id = 4 and new.version = 2 then update account set version = 3 where id = 4; end if; return new;");
            try (Connection connection = transaction()) {
                List<Outcome> outcomes =
                        bulk.within(connection).apply(balances(10, 9)).outcomes();
                connection.commit();
                assertThat(outcomes.get(3)).isEqualTo(new Outcome.Refused(Refusal.heldBack(null)));
                assertThat(positions(outcomes, Applied.class)).hasSize(9);
            }
            assertThat(version(4)).isEqualTo(1);
        }

        /** The trigger has made a note of a row that it then swallows. */
        @Test
        void whatATriggerDoesForARowThatItSwallowsIsUndoneInEachMode() throws Exception {
            database.execute("create table noted (id bigint)");
            trigger("before", "insert into noted values (new.id); if new.id = 4 then return null; end if; return new;");
            try (Connection connection = transaction()) {
                assertThat(positions(
                                bulk.within(connection).apply(balances(10, 9)).outcomes(), Outcome.Refused.class))
                        .containsExactly(3);
                connection.commit();
            }
            assertThat(number("select count(*) from noted")).isEqualTo(9);
            assertThat(positions(
                            bulk.allOrNothing()
                                    .apply(List.of(
                                            balance(11, 9), bulk.touch(4L).expecting(1)))
                                    .outcomes(),
                            Outcome.Refused.class))
                    .containsExactly(1);
            assertThat(positions(
                            bulk.apply(List.of(balance(11, 9), bulk.touch(4L).expecting(1)))
                                    .outcomes(),
                            Outcome.Refused.class))
                    .containsExactly(1);
            assertThat(number("select count(*) from noted where id <> 4")).isEqualTo(10);
            assertThat(number("select count(*) from noted where id = 4")).isZero();
        }

        @Test
        void tableWithATriggerIsWrittenByFewStatements() {
            trigger("before", "return new;");
            bulk.apply(balances(2, 9));
            probe.clear();
            bulk.apply(balances(ROWS, 9).subList(2, ROWS));
            assertThat(probe.statements()).hasSize(4); // locked, judged, written, looked at again
        }

        @Test
        void versionThatATriggerAdvancesToTheSameNumberIsOurs() {
            trigger("before", "new.version := old.version + 1; return new;");
            assertThat(positions(bulk.apply(balances(10, 9)).outcomes(), Applied.class))
                    .hasSize(10);
            assertThat(version(4)).isEqualTo(2);
        }

        /** As of class 27, triggered data change violation, which PostgreSQL raises for the whole statement. */
        @Test
        void rowsThatATriggerChangesWhileTheyAreWrittenAreWrittenApart() {
            trigger(
                    "before",
                    "if new.id = 1 and new.version = 2 then update account set balance = 77 where id = 2; end if; return new;");
            List<Outcome> outcomes = bulk.apply(balances(5, 9)).outcomes();
            assertThat(outcomes).allMatch(Applied.class::isInstance);
            assertThat(number("select count(*) from account where version = 2 and balance = 9"))
                    .isEqualTo(5);
        }

        @Test
        void rowsThatATriggerAdvancesOnceMoreAreUndoneAndRefused() {
            for (String when : List.of("before", "after")) {
                String body = when.equals("before")
                        ? "if new.id = 4 then new.version := old.version + 2; end if; return new;"
                        : "if new.id = 4 and new.version = 2 then update account set version = 3 where id = 4;"
                                + " end if; return new;";
                database.execute("drop trigger if exists swallow on account", "drop function if exists swallow()");
                trigger(when, body);
                BulkTable fresh = BulkVersioning.over(database.dataSource())
                        .withoutListeners()
                        .table("account", "id");
                int base = when.equals("before") ? 0 : 10;
                List<RowChange> changes = new ArrayList<>();
                changes.add(fresh.touch(4L).expecting(1));
                for (long id = base + 11L; id <= base + 20L; id++) {
                    changes.add(fresh.touch(id).expecting(1));
                }
                List<Outcome> outcomes = fresh.apply(changes).outcomes();
                assertThat(outcomes.get(0)).as(when).isEqualTo(new Outcome.Refused(Refusal.heldBack(null)));
                assertThat(positions(outcomes, Applied.class)).hasSize(10);
                assertThat(version(4)).isEqualTo(1);
            }
        }
    }
}
