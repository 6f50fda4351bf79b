package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the values of a column travel as an array. Immutable.
 *
 * @param column the column
 * @param sqlType the type of one value, as SQL names it; of a domain, the type that it is made of
 * @param isArray whether one value is an array itself: it travels as text, as an array of arrays would be flattened
 * @param collation the collation by which values are compared, quoted; null where the type has none, or its own
 * @param isExact whether two values are the same to the database exactly if they are the same to Java
 */
record ArrayType(
        Column column,
        String sqlType,
        boolean isArray,
        @Nullable String collation,
        boolean isExact) {

    /** A cast to one of these cuts a text, which would name the row of another id then. */
    private static final Set<String> CUT = Set.of("name", "\"char\"");

    private static final Set<String> WHOLE = Set.of("smallint", "integer", "bigint");

    private static final Set<String> DECIMAL = Set.of("numeric", "real", "double precision");

    private static final Set<String> TEXT = Set.of("text", "character varying");

    /** A place holder for all values; the sub-select hides from the planner how many there are. */
    String placeholder() {
        return "(select ?::" + (isArray || CUT.contains(sqlType) ? "text" : sqlType) + "[])";
    }

    /** Whether values are whole numbers, which travel in binary. */
    boolean isWhole() {
        return WHOLE.contains(sqlType);
    }

    /** Whether values are numbers whose text needs no quotes. */
    boolean isDecimal() {
        return DECIMAL.contains(sqlType);
    }

    /** Whether values are texts of any length, which travel as they are. */
    boolean isText() {
        return TEXT.contains(sqlType);
    }

    /** An array for so many of its elements. */
    @Nullable
    Object[] elements(int count) {
        if (isWhole()) {
            return new Long[count];
        }
        return isText() ? new String[count] : new Object[count];
    }

    /** One value of the array that was named so. */
    String value(String name) {
        return isArray ? "v." + name + "::" + sqlType : "v." + name;
    }
}
