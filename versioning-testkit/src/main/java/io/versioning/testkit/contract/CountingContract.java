package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.ConflictException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.fixture.StatementProbe;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * How versions count: P1 and P2.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface CountingContract<ID, S> extends AdapterTraits<ID, S> {

    /** P1: a new row has version 1. */
    @Test
    default void newRowHasVersionOne() {
        ID id = harness().newId();
        long reported = harness().rows().insert(id, harness().newState());
        assertEquals(1, reported);
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
        assertEquals(1, harness().rows().read(id).orElseThrow().version());
    }

    /** P1: rows that start at 0, or anywhere else, are handled alike. */
    @Test
    default void rowsThatStartAnywhereAreHandledAlike() {
        for (long start : new long[] {0, 1, 7, harness().subject().storage().largestVersion() - 1}) {
            ID id = harness().newRowAt(start);
            assertEquals(start + 1, harness().rows().update(id, start, harness().newState()));
            assertEquals(OptionalLong.of(start + 1), harness().storedVersion(id));
        }
    }

    /** P2: an update advances the version by 1, and writes the state. */
    @Test
    default void updateAdvancesByOne() {
        ID id = harness().newRow();
        S state = harness().newState();
        assertEquals(2, harness().rows().update(id, 1, state));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        assertEquals(state, harness().storedState(id));
    }

    /** P2: an update to the state that is there already advances the version all the same, once. */
    @Test
    default void updateThatChangesNothingAdvancesByOne() {
        ID id = harness().newRow();
        S same = harness().storedState(id);
        assertEquals(2, harness().rows().update(id, 1, same));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P2: a touch advances the version by 1, and changes nothing else. */
    @Test
    default void touchAdvancesByOneAndKeepsTheState() {
        ID id = harness().newRow();
        S state = harness().storedState(id);
        assertEquals(2, harness().rows().touch(id, 1));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        assertEquals(state, harness().storedState(id));
    }

    /** P2: several updates in one transaction of the caller's advance by 1 each. */
    @Test
    default void updatesInOneTransactionAdvanceByOneEach() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            assertEquals(2, transaction.rows().update(id, 1, harness().newState()));
            assertEquals(3, transaction.rows().update(id, 2, harness().newState()));
            transaction.commit();
        }
        assertEquals(OptionalLong.of(3), harness().storedVersion(id));
    }

    /** P2: a version in a DTO changes neither what is checked nor what is written. */
    @Test
    default void versionInADtoDoesNotCount() {
        ID id = harness().newRow();
        GuardedRows<ID, S> rows = harness().rows();
        S state = harness().newState();
        try {
            assertEquals(2, rows.updateCarrying(id, 1, state, 99));
        } catch (IllegalArgumentException refused) {
            assertEquals(2, rows.update(id, 1, state));
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        try {
            assertThrows(ConflictException.class, () -> rows.updateCarrying(id, 1, state, 2));
        } catch (AssertionError notAConflict) {
            assertThrows(IllegalArgumentException.class, () -> rows.updateCarrying(id, 1, state, 2));
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P2: an update that goes through is one guarded statement, and a conflict costs one more. */
    @Test
    default void successIsOneStatementAndAConflictTwo() {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        rows.update(id, 1, harness().newState());
        probe.clear();

        rows.update(id, 2, harness().newState());
        assertEquals(statementsOfASuccess(), probe.statements().size(), () -> "executed: " + probe.statements());
        probe.clear();

        assertThrows(ConflictException.class, () -> rows.update(id, 2, harness().newState()));
        assertEquals(statementsOfAConflict(), probe.statements().size(), () -> "executed: " + probe.statements());
    }
}
