package io.versioning.jooq.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.CompositeId;
import io.versioning.VersionRequiredException;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Field;
import org.jooq.UpdatableRecord;

/**
 * A record of the application's, written at the version that it was loaded with. What is set as its version since does not
 * count. Not thread-safe, as the record is not.
 *
 * @param records where it is
 * @param record the record
 * @param <R> its type
 */
public record StoredRecord<R extends UpdatableRecord<R>>(Records<R> records, R record) {

    /**
     * Tells whether the record was loaded or stored before.
     *
     * @return true if it has an id that the database knows of
     */
    public boolean isStored() {
        return table().ids().stream().allMatch(id -> record.original(id) != null);
    }

    /**
     * Writes the fields that were changed.
     *
     * @return the new version
     */
    @CanIgnoreReturnValue
    public long update() {
        Snapshot before = Snapshot.of(record);
        long expected = expected();
        return target(expected)
                .advancing(version -> {
                    if (version == expected) {
                        before.restore();
                    } else {
                        written(version);
                    }
                })
                .update(Assignments.changes(table(), record));
    }

    /** Deletes the row, and leaves the record as it is. */
    public void delete() {
        target(expected()).delete();
    }

    /**
     * Inserts the fields that were set, and takes over what the database made of them.
     *
     * @return the version
     */
    @CanIgnoreReturnValue
    public long insert() {
        Snapshot before = Snapshot.of(record);
        R inserted = records.insert(Assignments.set(table(), record), before::restore);
        record.from(inserted);
        record.changed(false);
        return table().versionOf(record);
    }

    private void written(long version) {
        Values.set(record, table().version(), table().versionValue(version));
        record.changed(false);
    }

    private RecordTarget<R> target(long expected) {
        return new RecordTarget<>(records, id(), expected, true, null);
    }

    private long expected() {
        Number loaded = JooqTable.numberOf(table().version(), record.original(table().version()));
        if (loaded == null) {
            throw VersionRequiredException.missing(table().entity(), id());
        }
        long version = loaded.longValue();
        if (version < 0) {
            throw VersionRequiredException.notAVersion(table().entity(), id(), version);
        }
        return version;
    }

    private Object id() {
        List<Object> parts = new ArrayList<>();
        for (Field<?> id : table().ids()) {
            Object part = record.original(id);
            if (part == null) {
                throw new IllegalArgumentException(
                        "record: was neither loaded nor stored, so there is no row to write; insert it");
            }
            parts.add(part);
        }
        return parts.size() == 1 ? parts.get(0) : CompositeId.of(parts.toArray());
    }

    private JooqTable<R> table() {
        return records.table();
    }
}
