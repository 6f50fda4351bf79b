package io.versioning.merge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All fields but the ignored ones, which a copy keeps as they are. */
final class RemainingFields<T> implements Fields<T> {

    private final Fields<T> all;
    private final Set<String> ignored;

    RemainingFields(Fields<T> all, Set<String> ignored) {
        all.names().ifPresent(known -> FieldNames.requireKnown("ignoring", ignored, known));
        this.all = all;
        this.ignored = ignored;
    }

    @Override
    public Map<String, @Nullable Object> read(T state) {
        return remaining(all.read(state));
    }

    @Override
    public Map<String, @Nullable Object> attempted(T state) {
        return remaining(all.attempted(state));
    }

    @Override
    public T with(T state, Map<String, ?> changes) {
        return all.with(state, remaining(changes));
    }

    @Override
    public Optional<Set<String>> names() {
        return all.names().map(names -> {
            Set<String> remaining = new LinkedHashSet<>(names);
            remaining.removeAll(ignored);
            return Collections.unmodifiableSet(remaining);
        });
    }

    private Map<String, @Nullable Object> remaining(Map<String, ?> values) {
        Map<String, @Nullable Object> remaining = new LinkedHashMap<>(values);
        remaining.keySet().removeAll(ignored);
        return remaining;
    }

    @Override
    public String toString() {
        return all + " ignoring " + FieldNames.list(ignored);
    }
}
