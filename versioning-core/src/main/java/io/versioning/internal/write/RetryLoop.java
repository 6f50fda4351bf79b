package io.versioning.internal.write;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.RetryPolicy;
import io.versioning.RowBusyException;
import io.versioning.RowWriteException;
import io.versioning.internal.text.SafeText;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Makes attempts until one writes, or none may follow: only a stale row, a busy row and an attempt that the database
 * aborted are tried again. Immutable and thread-safe.
 */
public final class RetryLoop {

    /** Of a longer one the milliseconds can't be counted. */
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(Long.MAX_VALUE - 1);

    private final RetryPolicy policy;
    private final Pause pause;

    /**
     * A loop that waits for a random part of the pauses of its policy.
     *
     * @param policy how often to try, and how long to wait
     */
    public RetryLoop(RetryPolicy policy) {
        this(policy, RetryLoop::sleepAtMost);
    }

    RetryLoop(RetryPolicy policy, Pause pause) {
        this.policy = Objects.requireNonNull(policy, "policy");
        this.pause = pause;
    }

    /** How a pause is made. */
    @FunctionalInterface
    interface Pause {
        void upTo(Duration longest) throws InterruptedException;
    }

    /**
     * One attempt, in two steps, because only what the write throws is about this attempt's row.
     *
     * @param <R> what the write gives back
     */
    @FunctionalInterface
    public interface Attempt<R> {

        /**
         * Reads and decides; what this throws ends the loop.
         *
         * @return the write
         */
        Supplier<R> decide();
    }

    /**
     * Makes attempts.
     *
     * @param attempt what to try
     * @param <R> what a write gives back
     * @return what the write that succeeded gave back
     * @throws RowWriteException the failure of the last attempt, with those of the earlier ones as suppressed; if the
     *     thread is interrupted while it waits, it stays interrupted, and there are no further attempts
     */
    public <R> R run(Attempt<R> attempt) {
        RowWriteException earlier = null;
        for (int number = 1; ; number++) {
            Supplier<R> write = attempt.decide();
            try {
                return write.get();
            } catch (ConflictException | RowBusyException | AttemptAbortedException failed) {
                if (earlier != null && earlier != failed) {
                    failed.addSuppressed(earlier);
                }
                if (number == policy.attempts() || !mayBeRepeated(failed) || !paused(number)) {
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

    private boolean paused(int number) {
        try {
            pause.upTo(longestPauseAfter(number));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration longestPauseAfter(int number) {
        Duration limit = shorter(policy.longestPause(), LONGEST_PAUSE);
        Duration pause = policy.firstPause();
        for (int doubled = 1; doubled < number && pause.compareTo(limit) < 0; doubled++) {
            pause = pause.multipliedBy(2);
        }
        return shorter(pause, limit);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static void sleepAtMost(Duration longest) throws InterruptedException {
        Thread.sleep(ThreadLocalRandom.current().nextLong(longest.toMillis() + 1));
    }

    /**
     * Nothing can be tried again inside a transaction of the caller's.
     *
     * @return the refusal
     */
    public static IllegalStateException insideTransaction() {
        return new IllegalStateException("Inside a transaction of the caller's an attempt can't be repeated, as it"
                + " would not see anew and could not roll back; retry around the whole transaction");
    }

    /**
     * There is nothing to decide on.
     *
     * @param entity the name of the entity or table
     * @param id the id that no row has
     * @return the refusal
     */
    public static NoSuchElementException noSuchRow(String entity, Object id) {
        return new NoSuchElementException(SafeText.of(entity) + " " + SafeText.of(id) + ": there is no such row");
    }

    /**
     * A decision may change what is set, and not what is expected.
     *
     * @return the refusal
     */
    public static IllegalArgumentException otherTarget() {
        return new IllegalArgumentException("decision: the update must be made from the one that was handed in; a"
                + " version from elsewhere must not be tried again");
    }
}
