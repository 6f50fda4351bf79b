package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.RowBusyException;
import io.versioning.RowWriteException;
import io.versioning.internal.text.SafeText;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.ThreadLocalRandom;

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

    private static final long LONGEST_MILLIS = Long.MAX_VALUE - 1;

    private final GuardedTable table;
    private final RetryPolicy policy;
    private final Pause pause;

    Retrying(GuardedTable table, RetryPolicy policy) {
        this(table, policy, Retrying::sleepAtMost);
    }

    Retrying(GuardedTable table, RetryPolicy policy, Pause pause) {
        this.table = table;
        this.policy = policy;
        this.pause = pause;
    }

    /** How a pause is made. */
    @FunctionalInterface
    interface Pause {
        void upTo(Duration longest) throws InterruptedException;
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
        RowWriteException earlier = null;
        for (int attempt = 1; ; attempt++) {
            Row row = table.readAlone(id)
                    .orElseThrow(() -> new NoSuchElementException(
                            SafeText.of(table.entityName()) + " " + SafeText.of(id) + ": there is no such row"));
            GuardedUpdate offered = table.update(id).expecting(row);
            GuardedUpdate decided = decision.on(row, offered).requireSameTarget(offered);
            try {
                return decided.apply();
            } catch (ConflictException | RowBusyException | AttemptAbortedException failed) {
                if (earlier != null && earlier != failed) {
                    failed.addSuppressed(earlier);
                }
                if (attempt == policy.attempts() || !mayBeRepeated(failed) || !paused(attempt)) {
                    throw failed;
                }
                earlier = failed;
            }
        }
    }

    private static boolean mayBeRepeated(RowWriteException failed) {
        return !(failed instanceof ConflictException conflict)
                || conflict.conflict().kind() == Conflict.Kind.STALE;
    }

    private boolean paused(int attempt) {
        try {
            pause.upTo(policy.pauseAfter(attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void sleepAtMost(Duration longest) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(Math.min(longest.toMillis(), LONGEST_MILLIS) + 1));
    }
}
