package io.versioning.jooq.internal;

import java.util.LinkedHashMap;
import java.util.Map;
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
