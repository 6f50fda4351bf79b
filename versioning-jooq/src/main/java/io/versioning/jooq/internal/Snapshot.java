package io.versioning.jooq.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What a record was before a write: the values that it was loaded with, and those that were set since.
 *
 * @param record the record
 * @param loaded the values that it was loaded with
 * @param changed the values that were set since, by field
 */
record Snapshot(Record record, Record loaded, Map<Field<?>, @Nullable Object> changed) {

    static Snapshot of(Record record) {
        return new Snapshot(record, record.original(), changedIn(record));
    }

    static Map<Field<?>, @Nullable Object> changedIn(Record record) {
        Map<Field<?>, @Nullable Object> changed = new LinkedHashMap<>();
        for (Field<?> field : record.fields()) {
            if (record.changed(field)) {
                changed.put(field, record.get(field));
            }
        }
        return changed;
    }

    /** Makes a record one that was never stored: all that it holds was set, but its version. */
    static void makeNew(Record record, Field<?> version) {
        Map<Field<?>, @Nullable Object> values = new LinkedHashMap<>();
        for (Field<?> field : record.fields()) {
            values.put(field, record.get(field));
            Values.set(record, field, null);
        }
        record.changed(false);
        values.remove(version);
        values.values().removeIf(Objects::isNull);
        new Snapshot(record, record, values).setChanged(record);
    }

    /** Notes in the record that all that it held then was written; what was set since is still to be written. */
    void written(Field<?> version, @Nullable Object value) {
        Map<Field<?>, @Nullable Object> later = changedIn(record);
        later.remove(version);
        later.entrySet()
                .removeIf(set -> changed.containsKey(set.getKey())
                        && Objects.deepEquals(set.getValue(), changed.get(set.getKey())));
        later.keySet().forEach(field -> Values.set(record, field, then(field)));
        Values.set(record, version, value);
        record.changed(false);
        new Snapshot(record, loaded, later).setChanged(record);
    }

    private @Nullable Object then(Field<?> field) {
        return changed.containsKey(field) ? changed.get(field) : loaded.get(field);
    }

    /** Makes the record what it was. */
    void restore() {
        record.from(loaded);
        record.changed(false);
        setChanged(record);
    }

    /** Another record that is what the record was. */
    Record copy() {
        Record copy = loaded.original();
        setChanged(copy);
        return copy;
    }

    private void setChanged(Record target) {
        changed.forEach((field, value) -> {
            Values.set(target, field, value);
            target.changed(field, true);
        });
    }
}
