package io.versioning.merge;

import java.util.Objects;

/**
 * A field that stands in the way of a merge, and why.
 *
 * <p>Immutable and thread-safe. {@code toString()} prints no value.
 *
 * @param field the field in the three states
 * @param reason why it can't be merged; where several reasons hold, the first in the order of {@link Reason}
 */
public record Clash(FieldComparison field, Reason reason) {

    /** Why a changed field can't be merged. */
    public enum Reason {

        /** Both sides changed the field, be it to the same value. */
        CHANGED_ON_BOTH,

        /** One side changed the field, and the merge may not touch it. */
        NOT_ALLOWED,

        /** One side changed the field, and the other one changed a field that belongs together with it. */
        BELONGS_TOGETHER
    }

    /**
     * Checks that both are there.
     *
     * @param field the field in the three states
     * @param reason why it can't be merged
     */
    public Clash {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(reason, "reason");
    }

    @Override
    public String toString() {
        return field + " " + reason;
    }
}
