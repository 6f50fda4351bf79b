package io.versioning.merge;

/** Who changed a field since the base. */
public enum Change {

    /** Neither side changed it: base, attempted and current are the same. */
    UNCHANGED(false, false),

    /** The user changed it, and the row still has what the user saw. */
    ATTEMPTED_ONLY(true, false),

    /** Somebody else changed it, and the user left it alone. */
    CURRENT_ONLY(false, true),

    /** Both changed it, to the same value. */
    SAME_ON_BOTH(true, true),

    /** Both changed it, to different values. */
    DIFFERENT_ON_BOTH(true, true);

    private final boolean byAttempted;
    private final boolean byCurrent;

    Change(boolean byAttempted, boolean byCurrent) {
        this.byAttempted = byAttempted;
        this.byCurrent = byCurrent;
    }

    /**
     * Tells whether the attempt changed the field.
     *
     * @return true if attempted differs from base
     */
    public boolean isByAttempted() {
        return byAttempted;
    }

    /**
     * Tells whether the row's field was changed by somebody else.
     *
     * @return true if current differs from base
     */
    public boolean isByCurrent() {
        return byCurrent;
    }

    /**
     * Tells whether both sides changed the field, be it to the same value.
     *
     * @return true if attempted and current both differ from base
     */
    public boolean isByBoth() {
        return byAttempted && byCurrent;
    }
}
