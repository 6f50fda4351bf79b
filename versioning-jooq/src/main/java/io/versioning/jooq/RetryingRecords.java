package io.versioning.jooq;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.RetryPolicy;
import io.versioning.internal.write.RetryLoop;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.RecordTarget;
import io.versioning.jooq.internal.Records;
import org.jooq.Record;

/**
 * Updates that decide anew when they lose: each attempt reads the record afresh, asks the caller's function for the
 * change, and writes at the version that it has read.
 *
 * <p>Only for changes that are right whatever the row holds by now, such as counting up: what a user decided while
 * looking at a screen must not be decided again without the user. That is why there is no {@code expecting} here.
 *
 * <p>A stale row, a busy row and an attempt that the database aborted are tried again; a row that is gone, refused values
 * and an unknown outcome never are. Read and write are calls of their own, and no connection is held while the function
 * runs or the thread waits. Inside a transaction of the caller's it is refused.
 *
 * <pre>{@code
 * flights.retrying(5).update("LH400", (flight, update) -> update.set(FLIGHT.SEATS, flight.getSeats() - 1));
 * }</pre>
 *
 * <p>Immutable, and as thread-safe as the table.
 *
 * @param <R> the type of the records
 */
public final class RetryingRecords<R extends Record> {

    private final Records<R> records;
    private final RetryLoop loop;

    RetryingRecords(Records<R> records, RetryPolicy policy) {
        this.records = records;
        this.loop = new RetryLoop(policy);
    }

    /**
     * What to change, decided on a freshly read record.
     *
     * @param <R> the type of the records
     */
    @FunctionalInterface
    public interface Decision<R extends Record> {

        /**
         * Decides what to change; may be called once per attempt.
         *
         * @param record the record as it was just read; what is set on it is not written
         * @param update an update of that row, which expects the version that was read
         * @return the update with what is to be set
         */
        RecordUpdate<R> on(R record, RecordUpdate<R> update);
    }

    /**
     * Reads and updates a row, again and again until it is written or the attempts are used up.
     *
     * @param id its id; a {@link io.versioning.CompositeId} if the key has several fields
     * @param decision what to change
     * @return the new version
     * @throws java.util.NoSuchElementException if there is no such row when it is read
     * @throws io.versioning.RowWriteException the failure of the last attempt, with those of the earlier ones as
     *     suppressed; if the thread is interrupted while it waits, it stays interrupted, and there are no further attempts
     * @throws IllegalStateException inside a transaction of the caller's
     * @throws IllegalArgumentException if the decision returns an update of another row, or one that expects a version
     *     from elsewhere
     */
    @CanIgnoreReturnValue
    public long update(Object id, Decision<R> decision) {
        JooqTable<R> table = records.table();
        return loop.run(() -> {
            R record = records.readAlone(id).orElseThrow(() -> RetryLoop.noSuchRow(table.entity(), id));
            RecordUpdate<R> offered = RecordUpdate.of(new RecordTarget<>(records, id, table.versionOf(record)));
            return decision.on(record, offered).requireSameTarget(offered)::apply;
        });
    }
}
