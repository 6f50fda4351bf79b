package io.versioning.merge;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two values are the same to a database: an equivalence, as {@code equals} over the standard types is
 * not. The rules are in the Javadoc of {@link Comparison}.
 */
@SuppressWarnings("JavaUtilDate") // columns still come as java.sql.Date, Time and Timestamp
final class Sameness {

    private static final int NANOS_PER_MILLI = 1_000_000;

    private Sameness() {}

    static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == other) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        if (one instanceof Number number && other instanceof Number otherNumber) {
            return sameNumber(number, otherNumber);
        }
        if (one instanceof Date date && other instanceof Date otherDate) {
            return date.getTime() == otherDate.getTime() && nanos(date) == nanos(otherDate);
        }
        if (one.getClass().isArray() && other.getClass().isArray()) {
            return sameArray(one, other);
        }
        if (one instanceof List<?> list && other instanceof List<?> otherList) {
            return sameElements(list, otherList);
        }
        return one.equals(other);
    }

    private static boolean sameNumber(Number one, Number other) {
        BigDecimal exact = exact(one);
        BigDecimal otherExact = exact(other);
        if (exact != null && otherExact != null) {
            return exact.compareTo(otherExact) == 0;
        }
        if (isFloating(one) && isFloating(other)) {
            return Double.compare(one.doubleValue(), other.doubleValue()) == 0;
        }
        return one.equals(other);
    }

    /** The number's exact value, or null if it has none (NaN, infinite) or is of an unknown type. */
    private static @Nullable BigDecimal exact(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof BigInteger integer) {
            return new BigDecimal(integer);
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return BigDecimal.valueOf(number.longValue());
        }
        if (isFloating(number) && Double.isFinite(number.doubleValue())) {
            return new BigDecimal(number.doubleValue());
        }
        return null;
    }

    private static boolean isFloating(Number number) {
        return number instanceof Double || number instanceof Float;
    }

    private static int nanos(Date date) {
        return date instanceof Timestamp timestamp
                ? timestamp.getNanos()
                : (int) Math.floorMod(date.getTime(), 1000L) * NANOS_PER_MILLI;
    }

    private static boolean sameArray(Object one, Object other) {
        if (one instanceof Object[] elements && other instanceof Object[] otherElements) {
            return sameElements(Arrays.asList(elements), Arrays.asList(otherElements));
        }
        return Objects.deepEquals(one, other);
    }

    private static boolean sameElements(List<?> some, List<?> others) {
        if (some.size() != others.size()) {
            return false;
        }
        for (int at = 0; at < some.size(); at++) {
            if (!same(some.get(at), others.get(at))) {
                return false;
            }
        }
        return true;
    }
}
