package io.versioning.merge;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks field names, and writes them so that one from a form can't break or turn a line of a log. */
final class FieldNames {

    private static final int LONGEST = 64;

    private FieldNames() {}

    static Set<String> copy(String argument, String... names) {
        Objects.requireNonNull(names, argument);
        Set<String> copy = new LinkedHashSet<>(Arrays.asList(names));
        if (copy.contains(null)) {
            throw new NullPointerException(argument + ": a field name is null");
        }
        return copy;
    }

    static void requireKnown(String argument, Collection<String> names, Collection<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        argument + ": no field " + safe(name) + " to compare; there are " + list(known));
            }
        }
    }

    static String list(Collection<String> names) {
        return names.stream().map(FieldNames::safe).collect(Collectors.joining(", ", "[", "]"));
    }

    /** At most 64 characters; control, format and line separating characters and lone surrogates as escapes. */
    static String safe(String name) {
        StringBuilder safe = new StringBuilder();
        for (int codePoint : name.codePoints().limit(LONGEST).toArray()) {
            String shown = isPlain(codePoint) ? Character.toString(codePoint) : String.format("\\u%04x", codePoint);
            if (safe.length() + shown.length() >= LONGEST) {
                return safe.append('…').toString();
            }
            safe.append(shown);
        }
        return safe.toString();
    }

    private static boolean isPlain(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> codePoint != '\\';
        };
    }
}
