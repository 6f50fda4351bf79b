package io.versioning.benchmarks.bulk;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets two calls of the library loose on the same rows of a table whose rows lie in no order. */
final class Duels {

    private static final int DUELS = 50;

    private final PostgresDatabase database;
    private final Random random = new Random(7);

    private Duels(PostgresDatabase database) {
        this.database = database;
    }

    /** Fights all of them. */
    static List<Duel> fight(PostgresDatabase database) throws SQLException {
        Duels duels = new Duels(database);
        return List.of(
                duels.fight(100, 100, 100),
                duels.fight(1_000, 1_000, 1_000),
                duels.fight(100_000, 5_000, 5_000),
                duels.fight(1_000, 9, 1_000));
    }

    private Duel fight(int heap, int one, int other) throws SQLException {
        AssignmentTable table = AssignmentTable.createShuffled(database, heap);
        Bookkeeping books = new Bookkeeping(heap);
        long victims = database.deadlocks();
        int overlapped = 0;
        int deadlocked = 0;
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try (Library first = new Library(database);
                Library second = new Library(database)) {
            for (int duel = 0; duel < DUELS; duel++) {
                Batch all = books.next(other, 0);
                List<Change> some = new ArrayList<>(all.changes());
                Collections.shuffle(some, random);
                CyclicBarrier start = new CyclicBarrier(2);
                Future<Call> a = threads.submit(() -> Call.of(first, some.subList(0, one), start));
                Future<Call> b = threads.submit(() -> Call.of(second, all.changes(), start));
                requireOneWinner(all, List.of(a.get(), b.get()));
                overlapped += a.get().overlaps(b.get()) ? 1 : 0;
                deadlocked += a.get().deadlocked() + b.get().deadlocked();
                table.verify(List.of(all), books);
            }
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }
        return new Duel(heap, one, other, DUELS, overlapped, deadlocked, victimsSince(victims));
    }

    /** The sessions have ended; but the server takes a moment to add up what they have counted. */
    private long victimsSince(long before) throws SQLException {
        try {
            Thread.sleep(1_500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return database.deadlocks() - before;
    }

    private static void requireOneWinner(Batch all, List<Call> calls) {
        Set<Object> won = new HashSet<>();
        int applied = 0;
        for (Call call : calls) {
            for (BulkUpdateResult.Row<Object, Change> row : call.result().succeeded()) {
                won.add(row.id());
                applied++;
            }
        }
        if (won.size() != all.rows() || applied != all.rows()) {
            throw new IllegalStateException(applied + " writes of " + won.size() + " rows, of " + all.rows());
        }
    }

    /** A call that was made by one of the two. */
    private record Call(BulkUpdateResult<Object, Change> result, long start, long end) {

        static Call of(Library library, List<Change> changes, CyclicBarrier ready) throws Exception {
            int unused = ready.await();
            long start = System.nanoTime();
            return new Call(library.write(changes), start, System.nanoTime());
        }

        boolean overlaps(Call other) {
            return start < other.end && other.start < end;
        }

        int deadlocked() {
            return (int) result.outcomes().stream()
                    .filter(outcome -> outcome instanceof Outcome.NotApplied)
                    .count();
        }
    }
}
