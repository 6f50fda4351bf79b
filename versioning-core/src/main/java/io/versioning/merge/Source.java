package io.versioning.merge;

/** Which of the three states a field of a merged state came from. */
public enum Source {

    /** Neither side changed the field: it is what the user saw. */
    BASE,

    /** The user's edit, taken over onto the current row. */
    ATTEMPTED,

    /** Somebody else's edit, left as it is in the current row. */
    CURRENT;

    /** The source of a field that at most one side changed. */
    static Source of(FieldComparison field) {
        if (field.change().isByAttempted()) {
            return ATTEMPTED;
        }
        return field.change().isByCurrent() ? CURRENT : BASE;
    }
}
