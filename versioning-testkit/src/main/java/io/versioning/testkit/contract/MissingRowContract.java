package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.versioning.Conflict;
import io.versioning.testkit.OnHarness;
import io.versioning.testkit.fixture.Step;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * Deleted and changed are told apart, and a deleted row stays deleted: P5.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface MissingRowContract<ID, S> extends OnHarness<ID, S> {

    /** P5: an update of a deleted row is a conflict, and does not create the row again. */
    @Test
    default void updateOfADeletedRowDoesNotBringItBack() {
        ID id = harness().newRow();
        harness().rows().delete(id, 1);
        requireMissing(
                id,
                Expect.conflict(() -> harness().rows().update(id, 1, harness().newState())));
    }

    /** P5: an update of a row that was never there is a conflict, and creates nothing. */
    @Test
    default void updateOfARowThatNeverWasCreatesNothing() {
        ID id = harness().newId();
        requireMissing(
                id,
                Expect.conflict(() -> harness().rows().update(id, 1, harness().newState())));
    }

    /** P5: so is a touch. */
    @Test
    default void touchOfADeletedRowDoesNotBringItBack() {
        ID id = harness().newRow();
        harness().anotherWriterDeletes(id);
        requireMissing(id, Expect.conflict(() -> harness().rows().touch(id, 1)));
    }

    /** P5: a delete of a row that is gone already is a conflict. */
    @Test
    default void deleteOfADeletedRowIsAConflict() {
        ID id = harness().newRow();
        harness().rows().delete(id, 1);
        requireMissing(id, Expect.conflict(() -> harness().rows().delete(id, 1)));
    }

    /** P5: a row that is deleted while its writer waits for it is missing, not stale. */
    @Test
    default void rowThatIsDeletedWhileItsWriterWaitsIsMissing() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            transaction.rows().delete(id, 1);
            Step<Long> waiting = Step.start(
                            harness().database(),
                            () -> harness().rows().update(id, 1, harness().newState()))
                    .awaitBlocked();
            transaction.commit();
            requireMissing(id, Expect.conflict(waiting.result()));
        }
    }

    /** P5: a row that is changed while its deleter waits for it stays. */
    @Test
    default void rowThatIsChangedWhileItsDeleterWaitsStays() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            transaction.rows().touch(id, 1);
            Step<Boolean> waiting = Step.start(harness().database(), () -> {
                        harness().rows().delete(id, 1);
                        return true;
                    })
                    .awaitBlocked();
            transaction.commit();
            assertEquals(OptionalLong.of(2), Expect.conflict(waiting.result()).actual());
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** A deleted row is not found by a read. */
    @Test
    default void readOfADeletedRowFindsNothing() {
        ID id = harness().newRow();
        harness().rows().delete(id, 1);
        assertEquals(Optional.empty(), harness().rows().read(id));
    }

    private void requireMissing(ID id, Conflict conflict) {
        assertEquals(Conflict.Kind.MISSING, conflict.kind());
        assertEquals(harness().subject().entity(), conflict.entity());
        assertEquals(id, conflict.id());
        assertEquals(1, conflict.expected());
        assertEquals(OptionalLong.empty(), conflict.actual());
        assertEquals(Optional.empty(), conflict.currentState());
        assertEquals(OptionalLong.empty(), harness().storedVersion(id));
    }
}
