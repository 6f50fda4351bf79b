package io.versioning.internal.write;

import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of an id into the type of its column, exactly or not at all.
 *
 * <p>A database that has to compare two types converts the column, and then one id can name several rows, or the wrong
 * one: PostgreSQL compares bigint with double precision as doubles, H2 compares varchar with integer as integers.
 */
final class KeyValue {

    /** Digits before or behind the point; PostgreSQL takes 131,072 and 16,383 (manual, section 8.1.2). */
    private static final long LARGEST_SCALE = 131_072;

    private static final Pattern UUID_TEXT = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final int NANOS_PER_MICRO = 1000;

    private static final int CENTS = 2;

    /** PostgreSQL's types of time, which have microseconds. */
    private static final Set<String> ROUNDING_TYPES = Set.of("time", "timetz", "timestamp", "timestamptz");

    private KeyValue() {}

    /**
     * Returns a value as its column has it.
     *
     * @throws IllegalArgumentException if it can't be that exactly; it names the column and no value
     */
    static Object of(Object value, Column column) {
        return switch (column.jdbcType()) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> number(Long.class, value, column);
            case Types.NUMERIC, Types.DECIMAL -> decimal(value, column);
            case Types.REAL -> number(Float.class, value, column);
            case Types.FLOAT, Types.DOUBLE ->
                column.typeName().equals("money") ? money(value, column) : number(Double.class, value, column);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> text(value, column);
            case Types.TIME, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE -> time(value, column);
            default -> column.typeName().equalsIgnoreCase("uuid") ? uuid(value, column) : value;
        };
    }

    private static Object number(Class<?> type, Object value, Column column) {
        if (value instanceof Number number) {
            try {
                return ExactNumber.as(type, number);
            } catch (ArithmeticException inexact) {
                throw misfit(value, column, inexact);
            }
        }
        throw misfit(value, column, null);
    }

    /** To write out the zeros of a number with a huge exponent would take all memory. */
    private static Object decimal(Object value, Column column) {
        BigDecimal decimal = (BigDecimal) number(BigDecimal.class, value, column);
        if (Math.abs((long) decimal.scale()) > LARGEST_SCALE) {
            throw misfit(value, column, null);
        }
        return decimal;
    }

    /** The driver takes money for a double; PostgreSQL rounds to its cents, and so to the id of another row. */
    private static Object money(Object value, Column column) {
        BigDecimal amount = (BigDecimal) decimal(value, column);
        if (amount.stripTrailingZeros().scale() > CENTS) {
            throw misfit(value, column, null);
        }
        return amount;
    }

    /** PostgreSQL rounds to microseconds, and so to the time of another row. */
    private static Object time(Object value, Column column) {
        boolean tooFine = value instanceof TemporalAccessor time
                && time.isSupported(ChronoField.NANO_OF_SECOND)
                && time.get(ChronoField.NANO_OF_SECOND) % NANOS_PER_MICRO != 0;
        boolean timestampTooFine = value instanceof Timestamp timestamp && timestamp.getNanos() % NANOS_PER_MICRO != 0;
        if ((tooFine || timestampTooFine) && ROUNDING_TYPES.contains(column.typeName())) {
            throw misfit(value, column, null);
        }
        return value;
    }

    private static Object text(Object value, Column column) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        throw misfit(value, column, null);
    }

    private static Object uuid(Object value, Column column) {
        String text = value.toString();
        // Java reads more texts as UUIDs than are, and drops digits
        if (!UUID_TEXT.matcher(text).matches()) {
            throw misfit(value, column, null);
        }
        return UUID.fromString(text);
    }

    private static IllegalArgumentException misfit(Object value, Column column, @Nullable Exception cause) {
        String what = value.getClass().getSimpleName();
        return new IllegalArgumentException(
                "id: column " + SafeText.of(column.label()) + " is of type " + column.typeName() + ", and this " + what
                        + " can't be turned into that exactly; pass the id in the type in which it is read",
                cause);
    }
}
