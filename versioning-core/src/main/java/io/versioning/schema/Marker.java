package io.versioning.schema;

import org.jspecify.annotations.Nullable;

/** Tells what {@code up} has created, in the comment of the column or function, so that {@code down} drops no more. */
final class Marker {

    static final String SIGN = "[created by io.versioning]";
    static final String COLUMN = "Counts the updates of this row " + SIGN;
    static final String FUNCTION = "Advances the version of a row with each update " + SIGN;

    private Marker() {}

    static boolean isIn(@Nullable String comment) {
        return comment != null && comment.contains(SIGN);
    }
}
