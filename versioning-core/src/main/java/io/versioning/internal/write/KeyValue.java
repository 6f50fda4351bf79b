package io.versioning.internal.write;

import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import java.math.BigDecimal;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a value of an id into the type of its column, exactly or not at all.
 *
 * <p>A database that has to compare two types converts the column, and then one id can name several rows, or the wrong
 * one: PostgreSQL compares bigint with double precision as doubles, H2 compares varchar with integer as integers.
 */
final class KeyValue {

    private KeyValue() {}

    /**
     * Returns a value as its column has it.
     *
     * @throws IllegalArgumentException if it can't be that exactly; it names the column and no value
     */
    static Object of(Object value, Column column) {
        return switch (column.jdbcType()) {
            case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> number(Long.class, value, column);
            case Types.NUMERIC, Types.DECIMAL -> number(BigDecimal.class, value, column);
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> text(value, column);
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

    private static Object text(Object value, Column column) {
        if (value instanceof Enum<?> constant) {
            return constant.name();
        } else if (value instanceof CharSequence || value instanceof Character || value instanceof UUID) {
            return value.toString();
        }
        throw misfit(value, column, null);
    }

    private static Object uuid(Object value, Column column) {
        try {
            return value instanceof UUID ? value : UUID.fromString(value.toString());
        } catch (IllegalArgumentException notAUuid) {
            throw misfit(value, column, notAUuid);
        }
    }

    private static IllegalArgumentException misfit(Object value, Column column, @Nullable Exception cause) {
        String what = value.getClass().getSimpleName();
        return new IllegalArgumentException(
                "id: column " + SafeText.of(column.label()) + " is of type " + column.typeName() + ", and this " + what
                        + " can't be turned into that exactly; pass the id as it was read",
                cause);
    }
}
