package io.versioning.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.versioning.ConflictException;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.Harness;
import io.versioning.testkit.OnHarness;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.Step;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * No update is lost: P3 and P10, with the interleavings forced.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface LostUpdateContract<ID, S> extends OnHarness<ID, S> {

    /** P3: a stale update changes nothing. */
    @Test
    default void staleUpdateChangesNothing() {
        ID id = harness().newRow();
        S winner = harness().newState();
        harness().rows().update(id, 1, winner);
        assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, 1, harness().newState()));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        assertEquals(winner, harness().storedState(id));
    }

    /** P3: an update that expects a version which is not there yet changes nothing. */
    @Test
    default void updateFromTheFutureChangesNothing() {
        ID id = harness().newRow();
        S state = harness().storedState(id);
        assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, 2, harness().newState()));
        assertEquals(OptionalLong.of(1), harness().storedVersion(id));
        assertEquals(state, harness().storedState(id));
    }

    /** P3: a stale touch changes nothing. */
    @Test
    default void staleTouchChangesNothing() {
        ID id = harness().newRowAt(5);
        assertThrows(ConflictException.class, () -> harness().rows().touch(id, 4));
        assertEquals(OptionalLong.of(5), harness().storedVersion(id));
    }

    /** P3: a stale delete deletes nothing. */
    @Test
    default void staleDeleteChangesNothing() {
        ID id = harness().newRowAt(5);
        assertThrows(ConflictException.class, () -> harness().rows().delete(id, 4));
        assertEquals(OptionalLong.of(5), harness().storedVersion(id));
    }

    /** P3: of 200 writers on one version exactly one wins, and its state is the one that is stored. */
    @Test
    default void oneOfTwoHundredWritersWins() {
        oneOfManyWritersWins(200);
    }

    /**
     * Lets writers loose on one version of one row, and requires that exactly one wins.
     *
     * @param writers how many
     */
    default void oneOfManyWritersWins(int writers) {
        ID id = harness().newRow();
        List<S> states = IntStream.range(0, writers)
                .mapToObj(index -> harness().newState())
                .toList();
        GuardedRows<ID, S> rows = writers <= Harness.POOLED
                ? harness().rows()
                : harness().rows(harness().database().dataSource());
        List<Result<Long>> results = Race.of(writers, index -> rows.update(id, 1, states.get(index)));

        List<Integer> winners = IntStream.range(0, writers)
                .filter(index -> results.get(index).isReturned())
                .boxed()
                .toList();
        assertEquals(1, winners.size(), () -> "results: " + results);
        assertEquals(states.get(winners.get(0)), harness().storedState(id));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
        results.stream()
                .filter(result -> !result.isReturned())
                .forEach(loser ->
                        assertEquals(OptionalLong.of(2), Expect.conflict(loser).actual()));
    }

    /** P3: a writer that waits for the winner loses when the winner commits. */
    @Test
    default void writerThatWaitedForTheWinnerLoses() {
        ID id = harness().newRow();
        S winner = harness().newState();
        try (var transaction = harness().begin()) {
            transaction.rows().update(id, 1, winner);
            Step<Long> loser = Step.start(
                            harness().database(),
                            () -> harness().rows().update(id, 1, harness().newState()))
                    .awaitBlocked();
            transaction.commit();
            assertEquals(OptionalLong.of(2), Expect.conflict(loser.result()).actual());
        }
        assertEquals(winner, harness().storedState(id));
    }

    /** P3: a writer that waits for another one wins when that one rolls back after a successful write. */
    @Test
    default void writerThatWaitedForARollbackWins() {
        ID id = harness().newRow();
        S winner = harness().newState();
        try (var transaction = harness().begin()) {
            transaction.rows().update(id, 1, harness().newState());
            Step<Long> waiting = Step.start(
                            harness().database(), () -> harness().rows().update(id, 1, winner))
                    .awaitBlocked();
            transaction.rollback();
            assertEquals(new Result.Returned<>(2L), waiting.result());
        }
        assertEquals(winner, harness().storedState(id));
        assertEquals(OptionalLong.of(2), harness().storedVersion(id));
    }

    /** P3: two who both read version 1 before either writes: the second to write loses. */
    @Test
    default void secondOfTwoReadersLoses() {
        ID id = harness().newRow();
        long first = harness().rows().read(id).orElseThrow().version();
        long second = harness().rows().read(id).orElseThrow().version();
        S winner = harness().newState();
        harness().rows().update(id, first, winner);
        assertThrows(
                ConflictException.class,
                () -> harness().rows().update(id, second, harness().newState()));
        assertEquals(winner, harness().storedState(id));
    }

    /** P10: a conflict is reported after one write at most, and not tried again behind the caller's back. */
    @Test
    default void conflictIsNotRetried() {
        ID id = harness().newRowAt(5);
        StatementProbe probe = new StatementProbe();
        GuardedRows<ID, S> rows =
                harness().rows(probe.watch(harness().database().dataSource()));
        rows.update(id, 5, harness().newState());
        probe.clear();
        assertThrows(ConflictException.class, () -> rows.update(id, 5, harness().newState()));
        long writes = probe.count(sql -> sql.strip().toLowerCase(Locale.ROOT).startsWith("update"));
        assertTrue(writes <= 1, () -> "written " + writes + " times");
        assertEquals(OptionalLong.of(6), harness().storedVersion(id));
    }
}
