package io.versioning.bulk.internal;

import io.versioning.BulkUpdateResult;
import io.versioning.BulkUpdateResult.Counts;
import io.versioning.bulk.BulkSummary;
import io.versioning.internal.event.BulkEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are read, written and told chunk by chunk. Not thread-safe.
 *
 * @param <T> the type of what goes in
 */
public final class Feed<T> {

    private final BulkStore store;
    private final Target target;
    private final Way way;
    private final Intake<T> intake;
    private Counts counts = Counts.NONE;

    Feed(BulkStore store, Target target, Way way, Intake<T> intake) {
        this.store = store;
        this.target = target;
        this.way = way;
        this.intake = intake;
    }

    /**
     * Returns what became of the rows so far.
     *
     * @return the counts
     */
    public Counts counts() {
        return counts;
    }

    /**
     * Reads and writes the rows.
     *
     * @param cancelled whether to end before the next chunk
     * @param sink is given each row
     * @param progress is told the counts after each chunk
     * @return how it ended
     */
    public BulkSummary.Ending run(
            BooleanSupplier cancelled,
            Consumer<? super BulkUpdateResult.Row<Object, T>> sink,
            Consumer<Counts> progress) {
        BulkEvents events = store.publisher().ofBulk(target.entity());
        try {
            while (intake.hasMore()) {
                if (cancelled.getAsBoolean()) {
                    return BulkSummary.Ending.CANCELLED;
                }
                boolean ended = chunk(events, sink);
                progress.accept(counts);
                if (ended) {
                    return BulkSummary.Ending.FAILED;
                }
            }
            return BulkSummary.Ending.COMPLETE;
        } finally {
            events.completed(counts);
        }
    }

    private boolean chunk(BulkEvents events, Consumer<? super BulkUpdateResult.Row<Object, T>> sink) {
        List<Intake.Item<T>> items = new ArrayList<>();
        Throwable unread = read(items);
        if (items.isEmpty() && unread != null) {
            throw thrown(unread);
        }
        Judged judged = store.write(target, way, items, false);
        counts = counts.plus(Counts.of(judged.outcomes()));
        events.conflicts(judged.conflicts());
        for (int at = 0; at < judged.outcomes().size(); at++) {
            sink.accept(items.get(at).with(judged.outcomes().get(at)));
        }
        if (judged.broken() != null) {
            throw judged.broken();
        }
        if (unread != null) {
            throw thrown(unread);
        }
        return judged.isEnded();
    }

    /** What was read before the input failed is not lost. */
    private @Nullable Throwable read(List<Intake.Item<T>> items) {
        try {
            intake.fill(items, way.chunk());
            return null;
        } catch (RuntimeException | Error e) {
            return e;
        }
    }

    private static RuntimeException thrown(Throwable unread) {
        if (unread instanceof Error error) {
            throw error;
        }
        return (RuntimeException) unread;
    }
}
