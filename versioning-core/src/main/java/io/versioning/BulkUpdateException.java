package io.versioning;

import org.jspecify.annotations.Nullable;

/**
 * Not every row of a bulk was written.
 *
 * <p>Rows that were written stay written, unless the bulk was all or nothing; {@link #result()} tells them apart. Java
 * serialization keeps the message with its counts, and drops the result.
 */
public final class BulkUpdateException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable BulkUpdateResult<?, ?> result;

    /**
     * Creates the exception.
     *
     * @param result the result, in which at least one row was not written
     */
    public BulkUpdateException(BulkUpdateResult<?, ?> result) {
        super(describe(result.counts()), null);
        this.result = result;
    }

    private static String describe(BulkUpdateResult.Counts counts) {
        return "%d of %d rows were written; %d conflicted, %d were refused, %d were not applied, %d are unknown"
                .formatted(
                        counts.applied(),
                        counts.total(),
                        counts.conflicted(),
                        counts.refused(),
                        counts.notApplied(),
                        counts.unknown());
    }

    /**
     * Returns the result with the outcome of every row.
     *
     * @return the result
     * @throws IllegalStateException if this exception came out of a stream: the result does not travel
     */
    public BulkUpdateResult<?, ?> result() {
        if (result == null) {
            throw new IllegalStateException("The result of a bulk is not serialized with its exception");
        }
        return result;
    }
}
