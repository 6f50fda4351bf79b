package io.versioning.bulk;

import io.versioning.BulkUpdateResult.Counts;
import java.time.Duration;

/**
 * What became of a streamed bulk as a whole. Immutable.
 *
 * @param counts what became of the rows that were read
 * @param elapsed the time that it took
 * @param isComplete whether it came to the end of the input; false if it was cancelled, or the database failed in a way
 *     that says nothing about the rows, as by a lost connection: what was not read by then was not attempted
 */
public record BulkSummary(Counts counts, Duration elapsed, boolean isComplete) {}
