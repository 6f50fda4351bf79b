package io.versioning.bulk.internal;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The text of an array (PostgreSQL manual, section 8.15.6). Not thread-safe. */
final class ArrayLiteral {

    private static final int USUAL_LENGTH = 10;

    private final StringBuilder text;

    private ArrayLiteral(int elements) {
        text = new StringBuilder(elements * USUAL_LENGTH).append('{');
    }

    /** An array of texts, numbers, or nulls. */
    static String of(@Nullable Object[] elements) {
        return of(Arrays.asList(elements), Object::toString);
    }

    /**
     * An array of values, which may be arrays themselves.
     *
     * @param values lists, values and nulls
     * @param toText the text of one value that is neither list nor null
     */
    static String of(List<? extends @Nullable Object> values, Function<Object, String> toText) {
        ArrayLiteral literal = new ArrayLiteral(values.size());
        for (Object value : values) {
            literal.add(value, toText);
        }
        return literal.text.append('}').toString();
    }

    private void add(@Nullable Object value, Function<Object, String> toText) {
        if (text.length() > 1) {
            text.append(',');
        }
        if (value == null) {
            text.append("NULL");
        } else if (value instanceof Number) {
            text.append(value);
        } else if (value instanceof List<?> nested) {
            text.append(of(nested, toText));
        } else {
            quote(toText.apply(value));
        }
    }

    private void quote(String value) {
        text.append('"');
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == '"' || character == '\\') {
                text.append('\\');
            }
            text.append(character);
        }
        text.append('"');
    }
}
