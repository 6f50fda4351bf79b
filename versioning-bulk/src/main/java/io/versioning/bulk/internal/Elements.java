package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import org.jspecify.annotations.Nullable;

/**
 * Turns values into elements of arrays: whole numbers into {@code Long}, and all else into text, but for numbers whose text
 * is written as it is.
 *
 * @param types how the columns travel
 */
record Elements(ArrayTypes types) implements Values {

    @Override
    public @Nullable Object of(@Nullable Object value, Column column) {
        if (value == null) {
            return null;
        }
        ArrayType type = types.of(column);
        PostgresText text = new PostgresText(type);
        if (type.isWhole()) {
            return text.whole(value);
        }
        return type.isDecimal() && value instanceof Number ? value : text.of(value);
    }
}
