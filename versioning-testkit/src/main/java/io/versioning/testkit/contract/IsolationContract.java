package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.RowWriteException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.Step;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/**
 * What holds above READ COMMITTED: still exactly one writer wins, nothing is invented, and nothing of a transaction that
 * the database gave up is committed.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface IsolationContract<ID, S> extends AdapterTraits<ID, S> {

    /** P3 at REPEATABLE READ. */
    @Test
    default void oneOfManyWritersWinsAtRepeatableRead() {
        oneOfManyWritersWinsAt(Isolation.REPEATABLE_READ);
    }

    /** P3 at SERIALIZABLE. */
    @Test
    default void oneOfManyWritersWinsAtSerializable() {
        oneOfManyWritersWinsAt(Isolation.SERIALIZABLE);
    }

    private void oneOfManyWritersWinsAt(Isolation isolation) {
        ID id = harness().newRow();
        GuardedRows<ID, S> rows = harness().rows(at(isolation));
        List<Result<Long>> results =
                Race.of(24, index -> rows.update(id, 1, harness().newState()));
        assertEquals(1, results.stream().filter(Result::isReturned).count(), () -> "results: " + results);
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        for (Result<Long> result : results) {
            if (!result.isReturned()) {
                requireHonestLoss(Expect.failure(RowWriteException.class, result), 2);
            }
        }
    }

    /** P4 at REPEATABLE READ: a writer that waited for the winner knows what it lost against, or that it was aborted. */
    @Test
    default void writerThatWaitedLosesHonestlyAtRepeatableRead() {
        writerThatWaitedLosesHonestlyAt(Isolation.REPEATABLE_READ);
    }

    /** P4 at SERIALIZABLE: likewise. */
    @Test
    default void writerThatWaitedLosesHonestlyAtSerializable() {
        writerThatWaitedLosesHonestlyAt(Isolation.SERIALIZABLE);
    }

    private void writerThatWaitedLosesHonestlyAt(Isolation isolation) {
        ID id = harness().newRow();
        try (var winner = harness().begin()) {
            winner.rows().touch(id, 1);
            GuardedRows<ID, S> rows = harness().rows(at(isolation));
            Step<Long> loser = Step.start(
                            harness().database(),
                            () -> rows.update(id, 1, harness().newState()))
                    .awaitBlocked();
            winner.commit();
            requireHonestLoss(Expect.failure(RowWriteException.class, loser.result()), 2);
        }
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P8 at REPEATABLE READ: nothing of a transaction that was aborted is committed. */
    @Test
    default void nothingOfAnAbortedTransactionIsCommittedAtRepeatableRead() {
        nothingOfAnAbortedTransactionIsCommittedAt(Isolation.REPEATABLE_READ);
    }

    /** P8 at SERIALIZABLE: likewise. */
    @Test
    default void nothingOfAnAbortedTransactionIsCommittedAtSerializable() {
        nothingOfAnAbortedTransactionIsCommittedAt(Isolation.SERIALIZABLE);
    }

    private void nothingOfAnAbortedTransactionIsCommittedAt(Isolation isolation) {
        ID earlier = harness().newRow();
        ID contested = harness().newRow();
        ID later = harness().newRow();
        try (var transaction = harness().begin(at(isolation))) {
            assertEquals(1, transaction.rows().read(contested).orElseThrow().version());
            transaction.rows().update(earlier, 1, harness().newState());
            harness().anotherWriterUpdates(contested);

            RowWriteException failure = assertThrows(
                    RowWriteException.class,
                    () -> transaction.rows().update(contested, 1, harness().newState()));
            requireNothingInvented(failure);
            if (transaction.endIsSeen()) {
                assertThrows(
                        RuntimeException.class,
                        () -> transaction.rows().update(later, 1, harness().newState()));
                requireNotCommitted(transaction);
            } else {
                transaction.rollback();
            }
        }
        assertEquals(OptionalLong.of(1), harness().storedVersion(earlier));
        assertEquals(OptionalLong.of(2), harness().storedVersion(contested));
        assertEquals(OptionalLong.of(1), harness().storedVersion(later));
    }

    private void requireNotCommitted(OpenTransaction<ID, S> doomed) {
        if (tellsOfADoomedCommit()) {
            assertThrows(RuntimeException.class, doomed::commit);
        } else {
            doomed.commit();
        }
    }

    /** P4 at REPEATABLE READ: a row that moved on before the snapshot is stale, and its version is not guessed. */
    @Test
    default void staleRowInAnOldSnapshotHasNoActualVersionAtRepeatableRead() {
        staleRowInAnOldSnapshotHasNoActualVersionAt(Isolation.REPEATABLE_READ);
    }

    /** P4 at SERIALIZABLE: likewise. */
    @Test
    default void staleRowInAnOldSnapshotHasNoActualVersionAtSerializable() {
        staleRowInAnOldSnapshotHasNoActualVersionAt(Isolation.SERIALIZABLE);
    }

    private void staleRowInAnOldSnapshotHasNoActualVersionAt(Isolation isolation) {
        ID id = harness().newRowAt(7);
        try (var transaction = harness().begin(at(isolation))) {
            assertEquals(7, transaction.rows().read(id).orElseThrow().version());
            Conflict conflict = Expect.conflict(
                    () -> transaction.rows().update(id, 5, harness().newState()));
            assertEquals(Conflict.Kind.STALE, conflict.kind());
            assertEquals(OptionalLong.empty(), conflict.actual());
            transaction.rollback();
        }
        assertEquals(OptionalLong.of(7), harness().storedVersion(id));
    }

    /** P4 at SERIALIZABLE: a write of the library's own reads the row anew, in no transaction, and knows its version. */
    @Test
    default void ownWriteKnowsTheActualVersionAtEveryLevel() {
        for (Isolation isolation : Isolation.values()) {
            ID id = harness().newRowAt(7);
            Conflict conflict = Expect.conflict(
                    () -> harness().rows(at(isolation)).update(id, 5, harness().newState()));
            assertEquals(OptionalLong.of(7), conflict.actual());
        }
    }

    private DataSource at(Isolation isolation) {
        return isolation.on(harness().database().dataSource());
    }

    private static void requireHonestLoss(RowWriteException loss, long actual) {
        if (loss instanceof ConflictException conflict) {
            OptionalLong found = conflict.conflict().actual();
            assertTrue(found.isEmpty() || found.getAsLong() == actual, () -> "found: " + conflict);
        } else {
            assertEquals(AttemptAbortedException.class, loss.getClass());
        }
    }

    private static void requireNothingInvented(RowWriteException loss) {
        if (loss instanceof ConflictException conflict) {
            assertEquals(OptionalLong.empty(), conflict.conflict().actual());
        } else {
            assertEquals(AttemptAbortedException.class, loss.getClass());
        }
    }
}
