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
        Map<Field<?>, @Nullable Object> changed = new LinkedHashMap<>();
        for (Field<?> field : record.fields()) {
            if (record.changed(field)) {
                changed.put(field, record.get(field));
            }
        }
        return new Snapshot(record, record.original(), changed);
    }

    /** Makes the record what it was. */
    void restore() {
        record.from(loaded);
        record.changed(false);
        changed.forEach(this::set);
    }

    private <T> void set(Field<T> field, @Nullable Object value) {
        record.set(field, field.getType().cast(value));
        record.changed(field, true);
    }
}
