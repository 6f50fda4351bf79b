package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Unknown;
import io.versioning.bulk.fault.Cut;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unknown rows, and what the server says of their transaction. */
@RunsOn(DatabaseKind.POSTGRES)
class ResolveTest extends ThroughProxy {

    private static final NotApplied ROLLED_BACK = NotApplied.because(NotApplied.ROLLED_BACK);

    /** An update, a row that is stale, and a delete, in a chunk whose COMMIT is lost; and one that is not attempted. */
    private BulkUpdateResult<Object, RowChange> lost(Cut where) {
        proxy.cut(where, 0);
        BulkUpdateResult<Object, RowChange> result = cut.chunksOf(3)
                .apply(List.of(
                        balance(1, 9),
                        bulk.touch(2L).expecting(7),
                        bulk.delete(3L).expecting(1),
                        bulk.touch(4L).expecting(1)));
        assertThat(positions(result.outcomes(), Unknown.class)).containsExactly(0, 2);
        return result;
    }

    private void requireNothingElseChanged(
            BulkUpdateResult<Object, RowChange> before, BulkUpdateResult<Object, RowChange> after) {
        assertThat(after.outcomes().get(1)).isSameAs(before.outcomes().get(1));
        assertThat(after.outcomes().get(3)).isEqualTo(NotApplied.because(NotApplied.NOT_ATTEMPTED));
        assertThat(after.rows().get(2).update()).isSameAs(before.rows().get(2).update());
    }

    @Test
    void commitThatNeverArrivedIsSettledAsRolledBack() {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.BEFORE_COMMIT);
        BulkUpdateResult<Object, RowChange> resolved = bulk.resolve(lost);
        assertThat(resolved.outcomes().get(0)).isEqualTo(ROLLED_BACK);
        assertThat(resolved.outcomes().get(2)).isEqualTo(ROLLED_BACK);
        requireNothingElseChanged(lost, resolved);
        assertThat(version(1)).isEqualTo(1);
        assertThat(version(3)).isEqualTo(1);
    }

    @Test
    void commitWhoseAnswerWasLostIsSettledAsApplied() {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.DURING_COMMIT);
        BulkUpdateResult<Object, RowChange> resolved = bulk.resolve(lost);
        assertThat(resolved.outcomes().get(0)).isEqualTo(Applied.updated(2, Durability.COMMITTED));
        assertThat(resolved.outcomes().get(2)).isEqualTo(Applied.deleted(Durability.COMMITTED));
        requireNothingElseChanged(lost, resolved);
        assertThat(version(1)).isEqualTo(2);
        assertThat(version(3)).isEqualTo(-1);
    }

    @Test
    void commitThatIsStillUnderWayStaysUnknownUntilItIsThrough() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.COMMIT_UNDER_WAY);
        BulkUpdateResult<Object, RowChange> asked = bulk.resolve(lost);
        assertThat(positions(asked.outcomes(), Unknown.class)).containsExactly(0, 2);
        proxy.letGo();
        assertThat(positions(bulk.resolve(asked).outcomes(), Applied.class)).containsExactly(0, 2);
        assertThat(version(1)).isEqualTo(2);
    }

    @Test
    void commitThatIsUnderWayToABackendThatIsKilledIsRolledBack() {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.COMMIT_UNDER_WAY);
        database.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                + " where application_name = current_schema() and backend_xid is not null");
        assertThat(positions(bulk.resolve(lost).outcomes(), NotApplied.class)).containsExactly(0, 2, 3);
        assertThat(version(1)).isEqualTo(1);
    }

    /** After a crash a server may give the same number to another transaction; its statistics begin anew then. */
    @Test
    void committedCountsOnlyWhileTheEpochOfTheServerLasts() {
        BulkUpdateResult<Object, RowChange> committed = lost(Cut.DURING_COMMIT);
        database.execute("select pg_stat_reset_shared('wal')");
        assertThat(positions(bulk.resolve(committed).outcomes(), Unknown.class)).containsExactly(0, 2);
        assertThat(version(1)).isEqualTo(2);
    }

    @Test
    void abortedCountsInAnyEpochOfTheSameData() {
        BulkUpdateResult<Object, RowChange> aborted = lost(Cut.BEFORE_COMMIT);
        database.execute("select pg_stat_reset_shared('wal')");
        assertThat(bulk.resolve(aborted).outcomes().get(0)).isEqualTo(ROLLED_BACK);
    }

    @Test
    void chunksAreSettledEachByItsOwnTransaction() {
        proxy.cut(Cut.DURING_COMMIT, 1);
        BulkUpdateResult<Object, RowChange> one = cut.chunksOf(10).apply(balances(ROWS, 9));
        proxy.cut(Cut.BEFORE_COMMIT, 0);
        BulkUpdateResult<Object, RowChange> other =
                cut.apply(List.of(bulk.touch(1L).expecting(2), bulk.touch(2L).expecting(2)));
        List<BulkUpdateResult.Row<Object, RowChange>> both = new ArrayList<>(one.rows());
        both.addAll(other.rows());
        List<Outcome> settled =
                bulk.resolve(both).stream().map(BulkUpdateResult.Row::outcome).toList();
        assertThat(settled.subList(0, 20)).containsOnly(Applied.updated(2, Durability.COMMITTED));
        assertThat(settled.subList(20, ROWS)).containsOnly(NotApplied.because(NotApplied.NOT_ATTEMPTED));
        assertThat(settled.subList(ROWS, ROWS + 2)).containsOnly(ROLLED_BACK);
    }

    @Test
    void allOrNothingIsSettledAsAWhole() {
        proxy.cut(Cut.DURING_COMMIT, 0);
        assertThat(bulk.resolve(cut.allOrNothing().apply(balances(ROWS, 9))).outcomes())
                .containsOnly(Applied.updated(2, Durability.COMMITTED));
        proxy.cut(Cut.BEFORE_COMMIT, 0);
        assertThat(bulk.resolve(cut.allOrNothing()
                                .apply(List.of(
                                        bulk.touch(1L).expecting(2),
                                        bulk.touch(2L).expecting(2))))
                        .outcomes())
                .containsOnly(ROLLED_BACK);
    }

    /** What was judged by an unknown write was not written, whatever became of that. */
    @Test
    void laterRowOfTheIdOfAnUnknownOneStaysNotApplied() {
        proxy.cut(Cut.DURING_COMMIT, 0);
        assertThat(bulk.resolve(cut.apply(List.of(
                                bulk.touch(1L).expecting(1), bulk.touch(1L).expecting(1))))
                        .outcomes())
                .containsExactly(
                        Applied.updated(2, Durability.COMMITTED), NotApplied.because(NotApplied.ABORTED, "08006"));
    }

    @Test
    void unknownRowsSurviveSerialization() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.DURING_COMMIT);
        List<BulkUpdateResult.Row<Object, RowChange>> copies = new ArrayList<>();
        for (BulkUpdateResult.Row<Object, RowChange> row : lost.unresolved()) {
            copies.add(new BulkUpdateResult.Row<>(row.position(), row.id(), row.update(), copy(row.outcome())));
        }
        assertThat(bulk.resolve(copies)).allMatch(row -> row.outcome() instanceof Applied);
    }

    private static Outcome copy(Outcome outcome) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(outcome);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Outcome) in.readObject();
        }
    }

    @Test
    void whatSettlesAnOutcomeIsNoPartOfIt() {
        Outcome unknown = lost(Cut.DURING_COMMIT).outcomes().get(0);
        assertThat(unknown)
                .isEqualTo(new Unknown())
                .hasSameHashCodeAs(new Unknown())
                .hasToString("unknown");
    }

    @Test
    void nothingIsSettledWithinATransactionOfTheCallers() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.DURING_COMMIT);
        try (Connection connection = transaction()) {
            assertThatThrownBy(() -> bulk.within(connection).resolve(lost))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("resolve them over the DataSource");
        }
    }

    @Test
    void noConflictIsToldTwice() {
        List<ConflictEvent> told = new ArrayList<>();
        BulkTable telling = BulkVersioning.over(database.dataSource())
                .withListeners(new ConflictListener() {
                    @Override
                    public void onConflict(ConflictEvent event) {
                        told.add(event);
                    }
                })
                .table("account", "id");
        BulkUpdateResult<Object, RowChange> resolved = telling.resolve(lost(Cut.DURING_COMMIT));
        assertThat(resolved.counts().conflicted()).isEqualTo(1);
        assertThat(told).isEmpty();
    }

    @Test
    void resultWithNothingUnknownTakesNoConnection() {
        BulkUpdateResult<Object, RowChange> known = bulk.apply(balances(2, 9));
        probe.clear();
        assertThat(bulk.resolve(known)).isEqualTo(known);
        assertThat(probe.statements()).isEmpty();
    }

    /** Written in no transaction of which anybody knew the number. */
    @Test
    void singleRowStaysUnknown() {
        probe.onStatement("update").throwAfter(new SQLException("cut", "08006"));
        BulkUpdateResult<Object, RowChange> lost = bulk.apply(balances(1, 9));
        assertThat(bulk.resolve(lost).outcomes()).containsExactly(new Unknown());
    }

    @Test
    void epochOfTheServerIsAskedForOnceAndNotWithEachCall() {
        assertThat(bulk.apply(balances(2, 9)).failed()).isEmpty();
        assertThat(probe.count(sql -> sql.contains("pg_stat_wal"))).isEqualTo(1);
        assertThat(bulk.apply(List.of(
                                bulk.touch(1L).expecting(2), bulk.touch(2L).expecting(2)))
                        .failed())
                .isEmpty();
        assertThat(probe.count(sql -> sql.contains("pg_stat_wal"))).isEqualTo(1);
    }
}
