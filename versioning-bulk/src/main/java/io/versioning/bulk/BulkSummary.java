package io.versioning.bulk;

import io.versioning.BulkUpdateResult.Counts;
import java.time.Duration;

/**
 * What became of a streamed bulk as a whole. Immutable.
 *
 * @param counts what became of the rows that were read
 * @param elapsed the time that it took
 * @param ending how it ended: what was not read by then was not attempted
 */
public record BulkSummary(Counts counts, Duration elapsed, Ending ending) {

    /** How a bulk ended. */
    public enum Ending {
        /** It came to the end of its input. */
        COMPLETE,
        /** It was told to end, or its thread was interrupted. */
        CANCELLED,
        /** The database failed in a way that says nothing about the rows, as by a lost connection; the log says how. */
        FAILED
    }

    /**
     * Returns whether it came to the end of its input.
     *
     * @return true if so, whatever became of the rows
     */
    public boolean isComplete() {
        return ending == Ending.COMPLETE;
    }
}
