package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;

/**
 * Turns values into elements of arrays: whole numbers into {@code Long}, and all else into text, but for numbers whose text
 * is written as it is.
 *
 * @param types how the columns travel
 */
record Elements(ArrayTypes types) implements Values {

    @Override
    public Conversion of(Column column) {
        ArrayType type = types.of(column);
        PostgresText text = new PostgresText(type);
        if (type.isWhole()) {
            return value -> value == null ? null : text.whole(value);
        } else if (type.isDecimal()) {
            return value -> value == null || value instanceof Number ? value : text.of(value);
        }
        return value -> value == null ? null : text.of(value);
    }
}
