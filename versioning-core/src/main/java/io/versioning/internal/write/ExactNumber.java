package io.versioning.internal.write;

import java.math.BigDecimal;

/** Converts numbers where that loses nothing. */
public final class ExactNumber {

    private ExactNumber() {}

    /**
     * Returns a number as another type of number.
     *
     * @param type the wanted type
     * @param number the number
     * @return the number as that type; or the number itself, where the type is none that can be exact
     * @throws ArithmeticException if the type can't hold it
     */
    public static Object as(Class<?> type, Number number) {
        if (type.isInstance(number)) {
            return number;
        } else if (type == Long.class) {
            return decimal(number).longValueExact();
        } else if (type == Integer.class) {
            return decimal(number).intValueExact();
        } else if (type == Short.class) {
            return decimal(number).shortValueExact();
        } else if (type == BigDecimal.class) {
            return decimal(number);
        } else if (type == Double.class || type == Float.class) {
            return binary(type, number);
        }
        return number;
    }

    private static Number binary(Class<?> type, Number number) {
        boolean isBinary = number instanceof Double || number instanceof Float;
        BigDecimal exact = isBinary ? binaryValue(number) : decimal(number);
        Number binary = type == Double.class ? (Number) exact.doubleValue() : (Number) exact.floatValue();
        if (binaryValue(binary).compareTo(exact) != 0) {
            throw new ArithmeticException("not exact in binary");
        }
        return binary;
    }

    /** All the digits, where the text of the number has only as many as it takes to tell it from its neighbours. */
    private static BigDecimal binaryValue(Number binary) {
        double value = binary.doubleValue();
        if (!Double.isFinite(value)) {
            throw new ArithmeticException("not a finite number");
        }
        return new BigDecimal(value);
    }

    private static BigDecimal decimal(Number number) {
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException notFinite) {
            ArithmeticException failure = new ArithmeticException("not a finite number");
            failure.initCause(notFinite);
            throw failure;
        }
    }
}
