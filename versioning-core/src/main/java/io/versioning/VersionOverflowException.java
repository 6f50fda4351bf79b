package io.versioning;

/**
 * The expected version is the last one that the version column can hold, or lies beyond it; nothing was written.
 *
 * <p>A version is never wrapped around. Widen the column.
 */
public final class VersionOverflowException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    private final long expected;
    private final long largest;

    /**
     * Creates the exception.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param expected the expected version
     * @param largest the largest version that the column can hold
     */
    public VersionOverflowException(String entity, Object id, long expected, long largest) {
        super(
                entity,
                id,
                "expected version " + expected + " can't be advanced, because the version column ends at " + largest
                        + "; widen the column",
                null);
        this.expected = expected;
        this.largest = largest;
    }

    /**
     * Returns the version that the caller expected.
     *
     * @return the expected version
     */
    public long expected() {
        return expected;
    }

    /**
     * Returns the largest version that the column can hold.
     *
     * @return 32,767, 2,147,483,647 or 9,223,372,036,854,775,807
     */
    public long largest() {
        return largest;
    }
}
