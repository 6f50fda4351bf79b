package io.versioning.merge;

import io.versioning.internal.text.SafeText;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks field names, which may come from a form. */
final class FieldNames {

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
                        argument + ": no field " + SafeText.of(name) + " to compare; there are " + list(known));
            }
        }
    }

    static String list(Collection<String> names) {
        return names.stream().map(SafeText::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
