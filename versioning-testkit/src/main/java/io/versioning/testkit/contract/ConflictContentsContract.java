package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.event.ConflictEvent;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.fixture.StatementProbe;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What a conflict says, and who is told: P4 and P11.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface ConflictContentsContract<ID, S> extends AdapterTraits<ID, S> {

    /** P4: a conflict carries entity, id, kind, expected and actual version, and says where that was read. */
    @Test
    default void conflictSaysWhatWasExpectedAndWhatIsThere() {
        ID id = harness().newRowAt(7);
        Conflict conflict =
                Expect.conflict(() -> harness().rows().update(id, 5, harness().newState()));
        assertEquals(harness().subject().entity(), conflict.entity());
        assertEquals(id, conflict.id());
        assertEquals(Conflict.Kind.STALE, conflict.kind());
        assertEquals(5, conflict.expected());
        assertEquals(OptionalLong.of(7), conflict.actual());
        assertEquals(Optional.of(Conflict.ReadFrom.COMMITTED), conflict.readFrom());
    }

    /** P4: the current state comes from the row image that the actual version was read from. */
    @Test
    default void currentStateAndActualVersionBelongTogether() {
        ID id = harness().newRow();
        S winner = harness().newState();
        harness().rows().update(id, 1, winner);
        ConflictException conflict = assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, 1, harness().newState()));
        assertEquals(Optional.of(winner), harness().rows().currentState(conflict));
    }

    /** P4: a call that did not ask for the current state gets none. */
    @Test
    default void stateIsReadOnlyIfAskedFor() {
        ID id = harness().newRowAt(7);
        assertFalse(Expect.conflict(() -> harness().rows().touch(id, 5))
                .currentState()
                .isPresent());
    }

    /** P4: inside the caller's transaction the actual version is what that transaction sees, its own writes included. */
    @Test
    default void conflictInATransactionSeesItsOwnWrites() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            transaction.rows().update(id, 1, harness().newState());
            Conflict conflict = Expect.conflict(
                    () -> transaction.rows().update(id, 1, harness().newState()));
            assertEquals(OptionalLong.of(2), conflict.actual());
            assertEquals(Optional.of(Conflict.ReadFrom.OPEN_TRANSACTION), conflict.readFrom());
            transaction.rollback();
        }
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
    }

    /** P4: a conflict leaves the caller's transaction usable at READ COMMITTED, and what it wrote before is kept. */
    @Test
    default void transactionGoesOnAfterAConflict() {
        ID good = harness().newRow();
        ID stale = harness().newRowAt(7);
        try (var transaction = harness().begin()) {
            transaction.rows().update(good, 1, harness().newState());
            Expect.conflict(() -> transaction.rows().update(stale, 5, harness().newState()));
            assertEquals(3, transaction.rows().update(good, 2, harness().newState()));
            transaction.commit();
        }
        assertEquals(OptionalLong.of(3), harness().storedVersion(good));
        assertEquals(OptionalLong.of(7), harness().storedVersion(stale));
    }

    /**
     * P4: where another writer brings the row to the expected version between the write and the read, the actual version
     * equals the expected one. That is no conflict: the row is written after all, or the actual version is absent.
     */
    @Test
    default void actualIsNeverTheExpectedVersion() {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        rows.update(id, 1, harness().newState());
        probe.onStatement(comparingStatement()).runAfter(() -> harness().anotherWriterUpdates(id));
        try {
            assertEquals(4, rows.update(id, 3, harness().newState()));
            assertEquals(OptionalLong.of(4), harness().storedVersion(id));
        } catch (ConflictException conflict) {
            assertFalse(writesAgain(), "the row is at the expected version, and was not written");
            assertEquals(OptionalLong.empty(), conflict.conflict().actual());
            assertEquals(OptionalLong.of(3), harness().storedVersion(id));
        }
        probe.requireAllHappened();
    }

    /** P4: the actual version is read anew after the write, and not taken from before it. */
    @Test
    default void actualVersionIsReadAfterTheWrite() {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        rows.update(id, 1, harness().newState());
        probe.onStatement(comparingStatement()).runAfter(() -> harness().set(id, 9));
        assertEquals(
                OptionalLong.of(9),
                Expect.conflict(() -> rows.update(id, 1, harness().newState())).actual());
        probe.requireAllHappened();
    }

    /** P4: texts of a conflict show ids and versions, and no state. */
    @Test
    default void textsShowNoState() {
        ID id = harness().newRow();
        S winner = harness().newState();
        harness().rows().update(id, 1, winner);
        ConflictException conflict = assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, 1, harness().newState()));
        assertTrue(harness().rows().currentState(conflict).isPresent());
        String expected = harness().subject().entity() + " " + id + ": expected version 1, found 2";
        assertEquals(expected, conflict.getMessage());
        assertEquals(expected, conflict.conflict().toString());
    }

    /** P11: listeners are told of a conflict once, with what the caller is told. */
    @Test
    default void listenersAreToldOnce() {
        ID id = harness().newRowAt(7);
        Conflict conflict =
                Expect.conflict(() -> harness().rows().update(id, 5, harness().newState()));
        List<ConflictEvent> events = harness().events(id);
        assertEquals(1, events.size());
        assertEquals(conflict, events.get(0).conflict());
    }

    /** P11: listeners hear nothing of an update that goes through. */
    @Test
    default void listenersHearNothingOfASuccess() {
        ID id = harness().newRow();
        harness().rows().update(id, 1, harness().newState());
        assertEquals(List.of(), harness().events(id));
        assertNotEquals(OptionalLong.of(1), harness().storedVersion(id));
    }
}
