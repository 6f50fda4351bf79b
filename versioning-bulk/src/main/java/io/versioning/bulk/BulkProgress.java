package io.versioning.bulk;

import io.versioning.BulkUpdateResult.Counts;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How far a streamed bulk has come. Immutable.
 *
 * @param counts what became of the rows so far
 * @param elapsed the time since it began
 * @param total how many rows there are, where that was told
 */
public record BulkProgress(Counts counts, Duration elapsed, OptionalLong total) {

    private static final double NANOS = 1e9;

    /**
     * Returns how many rows have an outcome.
     *
     * @return the number of rows
     */
    public long rows() {
        return counts.total();
    }

    /**
     * Returns the speed so far, on average.
     *
     * @return rows per second; 0 before the first row
     */
    public double rowsPerSecond() {
        return elapsed.isZero() ? 0 : rows() * NANOS / elapsed.toNanos();
    }

    /**
     * Returns how long it takes from here, at the speed so far.
     *
     * @return the time, or empty before the first row, or where the number of rows was not told
     */
    public Optional<Duration> remaining() {
        if (total.isEmpty() || rows() == 0) {
            return Optional.empty();
        }
        double rest = Math.max(0, total.getAsLong() - rows());
        return Optional.of(Duration.ofNanos((long) (elapsed.toNanos() * (rest / rows()))));
    }
}
