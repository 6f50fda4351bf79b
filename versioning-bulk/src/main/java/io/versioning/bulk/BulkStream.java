package io.versioning.bulk;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.BulkUpdateResult;
import io.versioning.bulk.internal.Feed;
import java.time.Duration;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Rows that are read as they are written, in any number. Made by {@link Bulk#stream}.
 *
 * <pre>{@code
 * BulkSummary summary = flights.stream(feed.iterator(), line -> flights.update(line.id()).expecting(line.version()).set("gate", line.gate()))
 *         .watchedBy(progress -> bar.stepTo(progress.rows()))
 *         .into(row -> report.add(row.id(), row.outcome()));
 * }</pre>
 *
 * <p>A chunk of rows is read, sorted and written; then the outcomes of these rows are told, in the order of the input, and
 * the next chunk is read: no more than one is in memory. Rows of one id take effect in the order of the input. Input, outcomes
 * and progress are read and told on the calling thread, and while the library owns its connections it holds none meanwhile.
 *
 * <p>In a transaction of the caller's the chunks lock their rows chunk after chunk: two such streams on the same rows may
 * deadlock, unless their input is in the order of the ids.
 *
 * <p>For one use; not thread-safe.
 *
 * @param <T> the type of what goes in
 */
public final class BulkStream<T> {

    private final Feed<T> feed;
    private OptionalLong total = OptionalLong.empty();
    private Consumer<? super BulkProgress> listener = progress -> {};
    private BooleanSupplier cancelled = () -> false;

    private BulkStream(Feed<T> feed) {
        this.feed = feed;
    }

    static <T> BulkStream<T> of(Feed<T> feed) {
        return new BulkStream<>(feed);
    }

    /**
     * Tells how many rows there are, so that progress can tell how long the rest takes.
     *
     * @param rows how many
     * @return this
     */
    @CanIgnoreReturnValue
    public BulkStream<T> ofTotal(long rows) {
        total = OptionalLong.of(rows);
        return this;
    }

    /**
     * Tells somebody of the progress, after each chunk.
     *
     * @param watcher is told
     * @return this
     */
    @CanIgnoreReturnValue
    public BulkStream<T> watchedBy(Consumer<? super BulkProgress> watcher) {
        listener = Objects.requireNonNull(watcher, "watcher");
        return this;
    }

    /**
     * Lets somebody end the bulk: before each chunk it is asked, and no more is read once it says so. An interrupt of the
     * thread does the same.
     *
     * @param isCancelled whether to end
     * @return this
     */
    @CanIgnoreReturnValue
    public BulkStream<T> until(BooleanSupplier isCancelled) {
        cancelled = Objects.requireNonNull(isCancelled, "isCancelled");
        return this;
    }

    /**
     * Reads and writes the rows.
     *
     * <p>What the input, the function that reads it, the sink or the watcher throws ends the bulk and is thrown on, also an
     * {@link IllegalArgumentException} about a row that can't be meant. The rows that were read before were written by then,
     * and those before the sink failed were told.
     *
     * @param sink is given each row with its outcome, in the order of the input, once it is known
     * @return what became of all
     * @throws io.versioning.DatabaseException if a connection can't be had, or the catalogue can't be read; the rows that
     *     were told before are as they were told
     */
    @CanIgnoreReturnValue
    public BulkSummary into(Consumer<? super BulkUpdateResult.Row<Object, T>> sink) {
        Objects.requireNonNull(sink, "sink");
        long start = System.nanoTime();
        BulkSummary.Ending ending = feed.run(
                () -> cancelled.getAsBoolean() || Thread.currentThread().isInterrupted(),
                sink,
                counts -> listener.accept(new BulkProgress(counts, since(start), total)));
        return new BulkSummary(feed.counts(), since(start), ending);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
