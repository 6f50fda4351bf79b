package io.versioning.internal.sql;

import java.util.Collection;
import java.util.HexFormat;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The text of an array, as PostgreSQL reads it (manual, section 8.15.2): it needs no element type, which the driver knows
 * by name only, and knows arrays of arrays.
 */
final class PostgresArray {

    private PostgresArray() {}

    static String literal(Collection<?> elements) {
        return elements.stream().map(PostgresArray::element).collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(@Nullable Object element) {
        if (element == null) {
            return "NULL";
        } else if (element instanceof Collection<?> elements) {
            return literal(elements);
        } else if (element instanceof byte[] bytes) {
            return quoted("\\x" + HexFormat.of().formatHex(bytes));
        }
        return quoted(element.toString());
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
