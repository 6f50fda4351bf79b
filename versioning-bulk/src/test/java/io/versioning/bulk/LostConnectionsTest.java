package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Conflicted;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Unknown;
import io.versioning.bulk.fault.Cut;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.Step;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of rows whose connection is lost, and what the table says. */
@RunsOn(DatabaseKind.POSTGRES)
class LostConnectionsTest extends ThroughProxy {

    /** Three chunks of ten, with a stale row in each. */
    private List<RowChange> threeChunks() {
        List<RowChange> changes = new ArrayList<>(balances(ROWS, 9));
        for (int stale = 2; stale < ROWS; stale += 10) {
            changes.set(stale, bulk.touch(stale + 1L).expecting(7));
        }
        return changes;
    }

    private long written() {
        return number("select count(*) from account where version = 2 and balance = 9");
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "DURING_COMMIT", "COMMIT_UNDER_WAY"})
    void whatWasWrittenBeforeTheLostCommitIsUnknownAndTheRestIsTold(Cut where) throws Exception {
        proxy.cut(where, 1);
        List<Outcome> outcomes = cut.chunksOf(10).apply(threeChunks()).outcomes();
        assertThat(proxy.hasCut()).isTrue();
        assertThat(positions(outcomes, Applied.class)).containsExactly(0, 1, 3, 4, 5, 6, 7, 8, 9);
        assertThat(positions(outcomes, Unknown.class)).containsExactly(10, 11, 13, 14, 15, 16, 17, 18, 19);
        assertThat(positions(outcomes, Conflicted.class)).containsExactly(2, 12);
        assertThat(outcomes.subList(20, ROWS)).containsOnly(NotApplied.because(NotApplied.NOT_ATTEMPTED));
        assertThat(written()).isEqualTo(where == Cut.DURING_COMMIT ? 18 : 9);
        if (where == Cut.COMMIT_UNDER_WAY) {
            proxy.letGo();
            assertThat(written()).isEqualTo(18);
        }
    }

    @Test
    void connectionThatIsLostAfterTheAnswerLeavesTheChunkCommittedAndTheNextOneNotApplied() {
        proxy.cut(Cut.AFTER_COMMIT, 1);
        List<Outcome> outcomes = cut.chunksOf(10).apply(threeChunks()).outcomes();
        assertThat(proxy.hasCut()).isTrue();
        assertThat(positions(outcomes, Applied.class)).hasSize(18).allMatch(position -> position < 20);
        assertThat(outcomes.subList(20, ROWS))
                .allSatisfy(outcome -> assertThat(outcome)
                        .isInstanceOfSatisfying(
                                NotApplied.class,
                                lost -> assertThat(lost.reason()).isEqualTo(NotApplied.ABORTED)));
        assertThat(written()).isEqualTo(18);
    }

    @Test
    void connectionThatIsLostAfterTheLastAnswerIsNoneOfTheRows() {
        proxy.cut(Cut.AFTER_COMMIT, 2);
        assertThat(positions(cut.chunksOf(10).apply(balances(ROWS, 9)).outcomes(), Applied.class))
                .hasSize(ROWS);
        assertThat(proxy.hasCut()).isTrue();
        assertThat(written()).isEqualTo(ROWS);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "DURING_COMMIT"})
    void allOrNothingIsUnknownAsAWhole(Cut where) {
        proxy.cut(where, 0);
        List<Outcome> outcomes =
                cut.chunksOf(10).allOrNothing().apply(balances(ROWS, 9)).outcomes();
        assertThat(positions(outcomes, Unknown.class)).hasSize(ROWS);
        assertThat(written()).isEqualTo(where == Cut.DURING_COMMIT ? ROWS : 0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "DURING_COMMIT"})
    void goodPiecesOfAChunkAreCommittedAndUnknownTogether(Cut where) {
        List<RowChange> changes = new ArrayList<>(balances(16, 9));
        changes.set(15, balance(16, -1)); // eight pieces of two
        proxy.cut(where, 0);
        List<Outcome> outcomes = cut.apply(changes).outcomes();
        assertThat(positions(outcomes, Unknown.class)).hasSize(15);
        assertThat(positions(outcomes, Outcome.Refused.class)).containsExactly(15);
        assertThat(written()).isEqualTo(where == Cut.DURING_COMMIT ? 15 : 0);
    }

    /** Each seventh row is bad, for a reason that no condition tells: that makes more pieces than one transaction has. */
    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "DURING_COMMIT"})
    void goodPiecesOfAChunkThatWereCommittedStayApplied(Cut where) {
        database.execute(
                "insert into account select n, 'owner ' || n, 5 from generate_series(31, 1000) as n",
                "alter table account add code varchar(3)");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(cut.update(id).expecting(1).set("balance", 9).set("code", id % 7 == 0 ? "long" : "ok"));
        }
        proxy.cut(where, 1);
        List<Outcome> outcomes = cut.apply(changes).outcomes();
        int applied = positions(outcomes, Applied.class).size();
        int unknown = positions(outcomes, Unknown.class).size();
        assertThat(applied).isPositive();
        assertThat(unknown).isPositive();
        assertThat(positions(outcomes, NotApplied.class)).isNotEmpty();
        assertThat(written()).isEqualTo(where == Cut.DURING_COMMIT ? applied + unknown : applied);
        for (int position : positions(outcomes, Applied.class)) {
            assertThat(version(position + 1L)).isEqualTo(2);
        }
    }

    @Test
    void backendThatIsKilledInMidStatementHasWrittenNothingOfItsChunk() throws Exception {
        try (Connection other = transaction()) {
            execute(other, "update account set balance = 1 where id = 15");
            Step<List<Outcome>> waiting = Step.start(
                            database,
                            () -> cut.chunksOf(10).apply(balances(ROWS, 9)).outcomes())
                    .awaitBlocked();
            database.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                    + " where application_name = current_schema() and wait_event_type = 'Lock'");
            List<Outcome> outcomes = waiting.join();
            assertThat(positions(outcomes, Applied.class)).hasSize(10);
            assertThat(outcomes.subList(10, 20)).containsOnly(NotApplied.because(NotApplied.ABORTED, "57P01"));
            assertThat(outcomes.subList(20, ROWS)).containsOnly(NotApplied.because(NotApplied.NOT_ATTEMPTED));
        }
        assertThat(written()).isEqualTo(10);
    }

    /** An autocommit write: nothing tells what became of it. */
    @Test
    void singleRowWhoseBackendIsKilledIsUnknown() throws Exception {
        try (Connection other = transaction()) {
            execute(other, "update account set balance = 1 where id = 1");
            Step<List<Outcome>> waiting = Step.start(
                            database, () -> cut.apply(balances(1, 9)).outcomes())
                    .awaitBlocked();
            database.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                    + " where application_name = current_schema() and wait_event_type = 'Lock'");
            assertThat(waiting.join().get(0)).isInstanceOf(Unknown.class);
        }
        assertThat(written()).isZero();
    }
}
