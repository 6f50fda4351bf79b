package io.versioning.jooq.internal;

import io.versioning.internal.text.SafeText;
import io.versioning.merge.Fields;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a table's records that people edit: all but the key, the version and the stamps. Immutable and
 * thread-safe.
 *
 * @param table the table
 * @param <R> the type of the records
 */
public record ComparedFields<R extends Record>(JooqTable<R> table) implements Fields<R> {

    /** A record that was neither loaded nor stored says nothing about the fields that were not set in it. */
    @Override
    public Map<String, @Nullable Object> read(R state) {
        boolean loaded = Arrays.stream(state.fields()).anyMatch(field -> state.original(field) != null);
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        compared(state).forEach((name, field) -> {
            if (loaded || state.changed(field)) {
                values.put(name, state.get(field));
            }
        });
        return values;
    }

    /** A field that was not selected is null, like one that was and is null: what nobody has set is no edit. */
    @Override
    public Map<String, @Nullable Object> attempted(R state) {
        Map<String, @Nullable Object> values = read(state);
        compared(state).forEach((name, field) -> {
            if (state.get(field) == null && state.original(field) == null && !state.changed(field)) {
                values.remove(name);
            }
        });
        return values;
    }

    @Override
    public R with(R state, Map<String, ?> changes) {
        Map<String, Field<?>> compared = compared(state);
        Set<String> kept = table.kept(state);
        R copy = copy(state);
        changes.forEach((name, value) -> {
            Field<?> field = compared.get(name);
            if (field != null) {
                Values.set(copy, field, value == null ? null : Values.typed(field, value));
            } else if (!kept.contains(name)) {
                throw new IllegalArgumentException(
                        "changes: no field " + SafeText.of(name) + " to compare in " + SafeText.of(table.entity()));
            }
        });
        return copy;
    }

    @SuppressWarnings("unchecked") // a copy is of the same class
    private R copy(R state) {
        return (R) Snapshot.of(state).copy();
    }

    @Override
    public Optional<Set<String>> names() {
        return table.fields().isEmpty()
                ? Optional.empty()
                : Optional.of(compared(table.table()).keySet());
    }

    private Map<String, Field<?>> compared(org.jooq.Fields all) {
        Map<String, Field<?>> compared = new LinkedHashMap<>();
        for (Field<?> field : all.fields()) {
            compared.put(field.getName(), field);
        }
        compared.keySet().removeAll(table.kept(all));
        return compared;
    }

    @Override
    public String toString() {
        return "fields of " + SafeText.of(table.entity());
    }
}
