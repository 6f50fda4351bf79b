package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;

/**
 * Turns values into elements of arrays: whole numbers into {@code Long}, and all else into text, but for numbers whose text
 * is written as it is.
 *
 * @param types how the columns travel
 */
record Elements(ArrayTypes types) implements Values {

    /** Numbers of which it is known how they are written: without commas, and without quotes. */
    private static final Set<Class<?>> UNQUOTED = Set.of(
            BigDecimal.class,
            BigInteger.class,
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class);

    @Override
    public Conversion of(Column column) {
        ArrayType type = types.of(column);
        PostgresText text = new PostgresText(type);
        if (type.isWhole()) {
            return value -> value == null ? null : text.whole(value);
        } else if (type.isDecimal()) {
            return value -> value == null || UNQUOTED.contains(value.getClass()) ? value : text.of(value);
        }
        return value -> value == null ? null : text.of(value);
    }
}
