package io.versioning.merge;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Copies what callers could change behind a comparison's back: arrays, nested ones too, and {@link Date}s. */
@SuppressWarnings("JavaUtilDate") // columns still come as java.sql.Date, Time and Timestamp
final class Detached {

    private Detached() {}

    static @Nullable Object copy(@Nullable Object value) {
        if (value instanceof Date date) {
            return date.clone();
        }
        if (value == null || !value.getClass().isArray()) {
            return value;
        }
        if (value instanceof Object[] elements) {
            Object[] copy = elements.clone();
            Arrays.setAll(copy, at -> copy(elements[at]));
            return copy;
        }
        int length = Array.getLength(value);
        Object copy = Array.newInstance(value.getClass().getComponentType(), length);
        System.arraycopy(value, 0, copy, 0, length);
        return copy;
    }

    /** An unmodifiable copy in the same order; values may be null, names may not. */
    static Map<String, @Nullable Object> copy(String argument, Map<String, ?> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name == null) {
                throw new NullPointerException(argument + ": a field name is null");
            }
            copy.put(name, copy(value));
        });
        return Collections.unmodifiableMap(copy);
    }
}
