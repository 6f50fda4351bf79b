package io.versioning.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.VersionRequiredException;
import io.versioning.testkit.BulkRows.Change;
import io.versioning.testkit.BulkRows.Way;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What the library promises of bulk writes, as tests: implement it once for each adapter, entity and database.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface BulkContract<ID, S> extends OnBulkHarness<ID, S> {

    /** P7: as many outcomes as rows, in input order, each about its own row. */
    @Test
    default void eachRowIsJudgedByItself() {
        ID good = harness().newRow();
        ID stale = harness().newRowAt(5);
        ID gone = harness().newId();
        ID touched = harness().newRowAt(7);
        ID deleted = harness().newRow();
        S state = harness().newState();
        List<Outcome> outcomes = bulk().apply(
                        List.of(
                                Change.update(stale, 4, harness().newState()),
                                Change.delete(deleted, 1),
                                Change.update(gone, 1, harness().newState()),
                                Change.touch(touched, 7),
                                Change.update(good, 1, state)),
                        Way.USUAL);
        assertEquals(Conflict.Kind.STALE, conflict(outcomes.get(0)).kind());
        assertEquals(Applied.deleted(Durability.COMMITTED), outcomes.get(1));
        assertEquals(Conflict.Kind.MISSING, conflict(outcomes.get(2)).kind());
        assertEquals(Applied.updated(8, Durability.COMMITTED), outcomes.get(3));
        assertEquals(Applied.updated(2, Durability.COMMITTED), outcomes.get(4));
        assertEquals(OptionalLong.of(5), harness().storedVersion(stale));
        assertEquals(OptionalLong.empty(), harness().storedVersion(deleted));
        assertEquals(OptionalLong.empty(), harness().storedVersion(gone));
        assertEquals(OptionalLong.of(8), harness().storedVersion(touched));
        assertEquals(state, harness().storedState(good));
    }

    /** P7: a bulk of no rows has no outcomes. */
    @Test
    default void noRowsHaveNoOutcomes() {
        assertEquals(List.of(), bulk().apply(List.of(), Way.USUAL));
    }

    /** P7: rows of the same id take effect in input order, whatever chunks they fall into. */
    @Test
    default void rowsOfOneIdTakeEffectInInputOrder() {
        for (int chunk : new int[] {1, 2, 1000}) {
            ID id = harness().newRow();
            S last = harness().newState();
            List<Outcome> outcomes = bulk().apply(
                            List.of(
                                    Change.update(id, 1, harness().newState()),
                                    Change.update(id, 1, harness().newState()),
                                    Change.touch(id, 2),
                                    Change.update(id, 3, last)),
                            new Way(chunk, Way.Mode.EACH, false));
            assertEquals(OptionalLong.of(2), conflict(outcomes.get(1)).actual());
            assertEquals(Applied.updated(4, Durability.COMMITTED), outcomes.get(3));
            assertEquals(last, harness().storedState(id));
        }
    }

    /** P7: rows that a constraint refuses are refused, and the others are written. */
    @Test
    default void badRowsLeaveTheOthersAlone() {
        Optional<S> refused = harness().subject().refusedState();
        assumeTrue(refused.isPresent());
        List<Change<ID, S>> changes = new ArrayList<>();
        List<ID> ids = new ArrayList<>();
        for (int row = 0; row < 40; row++) {
            ids.add(harness().newRow());
            changes.add(Change.update(
                    ids.get(row), 1, row % 13 == 5 ? refused.get() : harness().newState()));
        }
        List<Outcome> outcomes = bulk().apply(changes, Way.USUAL);
        for (int row = 0; row < 40; row++) {
            boolean bad = row % 13 == 5;
            assertEquals(bad, outcomes.get(row) instanceof Outcome.Refused, outcomes.get(row)::toString);
            assertEquals(OptionalLong.of(bad ? 1 : 2), harness().storedVersion(ids.get(row)));
        }
    }

    /** P4: conflicts carry the actual version and, asked for, the current state. */
    @Test
    default void conflictsCarryActualVersionAndCurrentState() {
        ID stale = harness().newRowAt(9);
        S state = harness().storedState(stale);
        ID other = harness().newRow();
        List<Outcome> outcomes = bulk().apply(
                        List.of(
                                Change.touch(other, 1),
                                Change.update(stale, 3, harness().newState())),
                        Way.USUAL);
        Conflict conflict = conflict(outcomes.get(1));
        assertEquals(harness().subject().entity(), conflict.entity());
        assertEquals(stale, conflict.id());
        assertEquals(3, conflict.expected());
        assertEquals(OptionalLong.of(9), conflict.actual());
        assertEquals(Optional.of(state), subject().currentState(conflict));
    }

    /** P6: a bulk with a version that is none is refused, and nothing of it is written. */
    @Test
    default void versionThatIsNoneIsRefusedBeforeAnythingIsWritten() {
        ID id = harness().newRow();
        ID other = harness().newRow();
        assertThrows(
                VersionRequiredException.class,
                () -> bulk().apply(List.of(Change.touch(id, 1), Change.touch(other, -1)), Way.USUAL));
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
    }

    /** P8: what is written in a transaction of the caller's is pending. */
    @Test
    default void writesInACallersTransactionArePending() {
        ID one = harness().newRow();
        ID other = harness().newRow();
        List<Outcome> outcomes = subject()
                .inTransaction(
                        harness().pool(),
                        rows -> rows.apply(List.of(Change.touch(one, 1), Change.delete(other, 1)), Way.USUAL));
        assertEquals(List.of(Applied.updated(2, Durability.PENDING), Applied.deleted(Durability.PENDING)), outcomes);
        assertEquals(OptionalLong.of(2), harness().storedVersion(one));
        assertEquals(OptionalLong.empty(), harness().storedVersion(other));
    }

    /** P8: all or nothing judges every row, and keeps none if one was not written. */
    @Test
    default void allOrNothingKeepsNoneIfOneFails() {
        ID good = harness().newRow();
        ID stale = harness().newRowAt(5);
        Way way = new Way(1, Way.Mode.ALL_OR_NOTHING, false);
        List<Outcome> outcomes = bulk().apply(List.of(Change.touch(good, 1), Change.touch(stale, 4)), way);
        assertEquals(NotApplied.because(NotApplied.ROLLED_BACK), outcomes.get(0));
        assertEquals(OptionalLong.of(5), conflict(outcomes.get(1)).actual());
        assertEquals(OptionalLong.of(1), harness().storedVersion(good));

        assertEquals(
                List.of(Applied.updated(2, Durability.COMMITTED), Applied.updated(6, Durability.COMMITTED)),
                bulk().apply(List.of(Change.touch(good, 1), Change.touch(stale, 5)), way));
    }

    /** P12: a row at the last version is refused, and the others are written. */
    @Test
    default void rowAtTheLastVersionIsRefusedAlone() {
        long largest = harness().subject().storage().largestVersion();
        ID last = harness().newRowAt(largest);
        ID good = harness().newRow();
        List<Outcome> outcomes = bulk().apply(List.of(Change.touch(last, largest), Change.touch(good, 1)), Way.USUAL);
        assertEquals(Outcome.Refused.class, outcomes.get(0).getClass());
        assertEquals(OptionalLong.of(largest), harness().storedVersion(last));
        assertEquals(OptionalLong.of(2), harness().storedVersion(good));
        assertEquals(
                List.of(Applied.deleted(Durability.COMMITTED)),
                bulk().apply(List.of(Change.delete(last, largest)), Way.USUAL));
    }

    /** P11: each conflict is told once. */
    @Test
    default void conflictsAreToldOnce() {
        ID stale = harness().newRowAt(5);
        ID gone = harness().newId();
        List<Outcome> unused = bulk().apply(
                        List.of(
                                Change.touch(stale, 1),
                                Change.touch(gone, 1),
                                Change.touch(harness().newRow(), 1)),
                        Way.USUAL);
        assertEquals(1, harness().events(stale).size());
        assertEquals(1, harness().events(gone).size());
    }

    /**
     * P3: of several bulks on the same rows, in any order, exactly one wins each of them.
     *
     * @throws Exception what a bulk has thrown
     */
    @Test
    default void eachRowHasOneWinnerAmongManyBulks() throws Exception {
        int bulks = 8;
        List<ID> ids = new ArrayList<>();
        for (int row = 0; row < 50; row++) {
            ids.add(harness().newRow());
        }
        List<Result<List<Outcome>>> results = Race.of(bulks, bulk -> {
            List<Change<ID, S>> changes = new ArrayList<>();
            for (int row = 0; row < ids.size(); row++) {
                changes.add(Change.update(ids.get(row), 1, harness().subject().state(bulk * 1000 + row)));
            }
            Collections.shuffle(changes, new Random(bulk));
            List<Outcome> shuffled = bulk().apply(changes, new Way(20, Way.Mode.EACH, false));
            List<Outcome> outcomes = new ArrayList<>(Collections.nCopies(ids.size(), new Outcome.Unknown()));
            for (int at = 0; at < changes.size(); at++) {
                outcomes.set(ids.indexOf(changes.get(at).id()), shuffled.get(at));
            }
            return outcomes;
        });
        for (int row = 0; row < ids.size(); row++) {
            int winners = 0;
            for (Result<List<Outcome>> result : results) {
                Outcome outcome = result.orElseThrow().get(row);
                winners += outcome instanceof Applied ? 1 : 0;
                if (!(outcome instanceof Applied)) {
                    assertEquals(OptionalLong.of(2), conflict(outcome).actual());
                }
            }
            assertEquals(1, winners);
            assertEquals(OptionalLong.of(2), harness().storedVersion(ids.get(row)));
        }
    }

    /** P8: a pool of one connection is enough, and it comes back as it was. */
    @Test
    default void oneConnectionIsEnoughAndComesBackAsItWas() {
        ID id = harness().newRow();
        ID other = harness().newRow();
        try (LendingPool one = harness().database().pooled(1)) {
            BulkRows<ID, S> rows = subject().bulk(one, harness().listener());
            for (Way way : List.of(Way.USUAL, new Way(1, Way.Mode.ALL_OR_NOTHING, false))) {
                List<Outcome> unused = rows.apply(
                        List.of(
                                Change.touch(id, 99),
                                Change.touch(other, 98),
                                Change.touch(harness().newId(), 1)),
                        way);
            }
        }
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
    }

    private static Conflict conflict(Outcome outcome) {
        if (outcome instanceof Outcome.Conflicted conflicted) {
            return conflicted.conflict();
        }
        throw new AssertionError("no conflict: " + outcome);
    }
}
