package io.versioning;

import java.time.Duration;

/**
 * How often an update is tried, and how long it waits in between: exponentially longer, up to a limit, and each time a
 * random part of that, so that those who collided don't meet again.
 *
 * <p>Immutable and thread-safe.
 *
 * @param attempts how often to try, the first time included; 1 or more
 * @param firstPause the longest pause before the second attempt
 * @param longestPause the longest pause before any attempt
 */
public record RetryPolicy(int attempts, Duration firstPause, Duration longestPause) {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    /**
     * Checks the parts.
     *
     * @param attempts how often to try, the first time included; 1 or more
     * @param firstPause the longest pause before the second attempt
     * @param longestPause the longest pause before any attempt
     */
    public RetryPolicy {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts: must be 1 or more, and was " + attempts);
        }
        if (firstPause.isNegative() || longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "firstPause, longestPause: must be 0 or more, and the first no longer than the longest");
        }
    }

    /**
     * A number of attempts, with pauses of up to 10 milliseconds at first and up to a second at last.
     *
     * @param attempts how often to try, the first time included
     * @return the policy
     */
    public static RetryPolicy attempts(int attempts) {
        return new RetryPolicy(attempts, FIRST_PAUSE, LONGEST_PAUSE);
    }

    /**
     * Returns a policy with other pauses.
     *
     * @param first the longest pause before the second attempt; zero for none
     * @param longest the longest pause before any attempt
     * @return the policy
     */
    public RetryPolicy pausing(Duration first, Duration longest) {
        return new RetryPolicy(attempts, first, longest);
    }
}
