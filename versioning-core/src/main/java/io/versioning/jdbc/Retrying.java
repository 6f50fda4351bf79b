package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.RetryPolicy;
import io.versioning.RowWriteException;
import io.versioning.internal.write.RetryLoop;
import java.util.NoSuchElementException;

/**
 * Updates that decide anew when they lose: each attempt reads the row afresh, asks the caller's function for the change,
 * and writes at the version that it has read.
 *
 * <p>Only for changes that are right whatever the row holds by now, such as counting up: what a user decided while
 * looking at a screen must not be decided again without the user. That is why there is no {@code expecting} here.
 *
 * <p>A stale row, a busy row and an attempt that the database aborted are tried again; a row that is gone, refused values
 * and an unknown outcome never are. Read and write are transactions of their own, and no connection is held while the
 * function runs or the thread waits. Inside a transaction of the caller's it is refused.
 *
 * <pre>{@code
 * flights.retrying(5).update("LH400", (row, update) -> update.set("seats", row.get("seats", Integer.class) - 1));
 * }</pre>
 *
 * <p>Immutable, and as thread-safe as the table.
 */
public final class Retrying {

    private final GuardedTable table;
    private final RetryLoop loop;

    Retrying(GuardedTable table, RetryPolicy policy) {
        this.table = table;
        this.loop = new RetryLoop(policy);
    }

    /** What to change, decided on a freshly read row. */
    @FunctionalInterface
    public interface Decision {

        /**
         * Decides what to change; may be called once per attempt.
         *
         * @param row the row as it was just read
         * @param update an update of that row, which expects the version that was read
         * @return the update with what is to be set
         */
        GuardedUpdate on(Row row, GuardedUpdate update);
    }

    /**
     * Reads and updates a row, again and again until it is written or the attempts are used up.
     *
     * @param id its id
     * @param decision what to change
     * @return the new version
     * @throws NoSuchElementException if there is no such row when it is read
     * @throws RowWriteException the failure of the last attempt, with those of the earlier ones as suppressed; if the
     *     thread is interrupted while it waits, it stays interrupted, and there are no further attempts
     * @throws IllegalStateException inside a transaction of the caller's
     * @throws IllegalArgumentException if the decision returns an update of another row, or one that expects a version
     *     from elsewhere
     */
    @CanIgnoreReturnValue
    public long update(Object id, Decision decision) {
        return loop.run(() -> {
            Row row = table.readAlone(id).orElseThrow(() -> RetryLoop.noSuchRow(table.entityName(), id));
            GuardedUpdate offered = table.update(id).expecting(row);
            return decision.on(row, offered).requireSameTarget(offered)::apply;
        });
    }
}
