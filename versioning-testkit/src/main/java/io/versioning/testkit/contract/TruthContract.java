package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.versioning.OutcomeUnknownException;
import io.versioning.Refusal;
import io.versioning.RowBusyException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * What the library says of a write is true: P8.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface TruthContract<ID, S> extends AdapterTraits<ID, S> {

    /** P8: a write in the caller's transaction is not committed before the caller commits. */
    @Test
    default void writeInATransactionIsPendingUntilItCommits() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            transaction.rows().update(id, 1, harness().newState());
            assertEquals(OptionalLong.of(1), harness().storedVersion(id));
            transaction.commit();
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P8: a write in the caller's transaction is gone when the caller rolls back. */
    @Test
    default void writeInATransactionIsGoneWhenItRollsBack() {
        ID id = harness().newRow();
        S before = harness().storedState(id);
        try (var transaction = harness().begin()) {
            transaction.rows().update(id, 1, harness().newState());
            transaction.rollback();
        }
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
        assertEquals(before, harness().storedState(id));
    }

    /** P8: a write of the library's own is committed when the call returns. */
    @Test
    default void writeOfItsOwnIsCommitted() {
        ID id = harness().newRow();
        harness().rows().update(id, 1, harness().newState());
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P8: a write whose answer is lost is unknown, whether it took place or not. */
    @Test
    default void writeWithoutAnAnswerIsUnknown() {
        ID id = harness().newRow();
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        rows.update(id, 1, harness().newState());
        SQLException lost = new SQLException("the connection was cut", "08006");

        commitPoint(probe).throwAfter(lost);
        OutcomeUnknownException tookPlace = assertThrows(
                OutcomeUnknownException.class,
                () -> rows.update(id, 2, harness().newState()));
        assertEquals(harness().subject().entity(), tookPlace.entity());
        assertEquals(id, tookPlace.id());
        assertEquals(OptionalLong.of(2), tookPlace.expected());
        assertEquals(OptionalLong.of(3), harness().storedVersion(id));

        commitPoint(probe).throwInstead(lost);
        assertThrows(
                OutcomeUnknownException.class,
                () -> rows.update(id, 3, harness().newState()));
        assertEquals(OptionalLong.of(3), harness().storedVersion(id));
        probe.requireAllHappened();
    }

    /** A state that a constraint refuses is refused, not a conflict, and nothing is written. */
    @Test
    default void refusedStateIsNoConflict() {
        harness().subject().refusedState().ifPresent(refused -> {
            ID id = harness().newRow();
            WriteRefusedException failure = assertThrows(
                    WriteRefusedException.class, () -> harness().rows().update(id, 1, refused));
            assertEquals(Refusal.CONSTRAINT, failure.refusal().code());
            assertEquals(id, failure.id());
            assertEquals(OptionalLong.of(1), harness().storedVersion(id));
            assertEquals(List.of(), harness().events(id));
        });
    }

    /** A duplicate key on an insert is a constraint error, not a conflict, and the row that is there stays as it is. */
    @Test
    default void duplicateKeyIsNoConflict() {
        ID id = harness().newRow();
        S before = harness().storedState(id);
        WriteRefusedException failure = assertThrows(
                WriteRefusedException.class,
                () -> harness().rows().insert(id, harness().newState()));
        assertEquals(Refusal.CONSTRAINT, failure.refusal().code());
        assertEquals(before, harness().storedState(id));
        assertEquals(List.of(), harness().events(id));
    }

    /** A row that somebody holds for longer than the lock time-out is busy, not stale. */
    @Test
    default void lockedRowIsBusyNotStale() {
        ID id = harness().newRow();
        try (var transaction = harness().begin()) {
            transaction.rows().touch(id, 1);
            GuardedRows<ID, S> impatient = harness().rows(harness().database().dataSource(Duration.ofMillis(50)));
            RowBusyException busy = assertThrows(
                    RowBusyException.class,
                    () -> impatient.update(id, 1, harness().newState()));
            assertEquals(id, busy.id());
            transaction.rollback();
        }
        assertEquals(List.of(), harness().events(id));
        assertEquals(2, harness().rows().update(id, 1, harness().newState()));
    }

    /** A pool of one connection is enough, for a conflict too, and every connection comes back as it was borrowed. */
    @Test
    default void oneConnectionIsEnoughAndComesBackAsItWas() {
        ID id = harness().newRow();
        try (LendingPool pool = harness().database().pooled(1)) {
            GuardedRows<ID, S> rows = harness().rows(pool);
            rows.update(id, 1, harness().newState());
            Expect.conflict(() -> rows.update(id, 1, harness().newState()));
            harness()
                    .subject()
                    .refusedState()
                    .ifPresent(refused -> assertThrows(WriteRefusedException.class, () -> rows.update(id, 2, refused)));
            rows.delete(id, 2);
            Expect.conflict(() -> rows.delete(id, 2));
            assertEquals(List.of(), pool.violations());
        }
    }
}
