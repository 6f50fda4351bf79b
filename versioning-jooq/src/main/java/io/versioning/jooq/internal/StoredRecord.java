package io.versioning.jooq.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.CompositeId;
import io.versioning.VersionRequiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record of the application's, written at the version that it was loaded with. What is set as its version since does not
 * count. Not thread-safe, as the record is not.
 *
 * @param records where it is
 * @param record the record
 * @param <R> its type
 */
public record StoredRecord<R extends Record>(Records<R> records, R record) {

    /**
     * Tells whether the record was loaded or stored before.
     *
     * @return true if it has an id that the database knows of
     */
    public boolean isStored() {
        return table().ids().stream().allMatch(id -> loaded(id) != null);
    }

    /**
     * Writes the fields that were changed.
     *
     * @return the new version
     */
    @CanIgnoreReturnValue
    public long update() {
        return target(expected()).advancing(holder()).update(changes());
    }

    /**
     * Returns the fields that were changed.
     *
     * @return what to write; the version is not among it
     */
    public Assignments changes() {
        return Assignments.changes(table(), record);
    }

    /**
     * Returns who sees to it that the record has its new version once it is written as it is now, and that it is what it is
     * now when it is told the expected version again.
     *
     * @return is told the version
     */
    public LongConsumer holder() {
        Snapshot before = Snapshot.of(record);
        long expected = expected();
        Field<?> own = version();
        return version -> {
            if (version == expected) {
                before.restore();
            } else {
                before.written(own, own.getDataType().convert(version));
            }
        };
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

    private RecordTarget<R> target(long expected) {
        return new RecordTarget<>(records, id(), expected, true, null);
    }

    /**
     * Returns the version that the record was loaded with.
     *
     * @return the version, 0 or more
     * @throws VersionRequiredException if it has none
     */
    public long expected() {
        Object original = loaded(table().version());
        Number loaded = original == null ? null : JooqTable.numberOf(version(), original);
        if (loaded == null) {
            throw VersionRequiredException.missing(table().entity(), id());
        }
        long version = loaded.longValue();
        if (version < 0) {
            throw VersionRequiredException.notAVersion(table().entity(), id(), version);
        }
        return version;
    }

    private @Nullable Object loaded(Field<?> field) {
        Field<?> own = JooqTable.among(record, field);
        return own == null ? null : record.original(own);
    }

    private Field<?> version() {
        return Objects.requireNonNull(JooqTable.among(record, table().version()), "version");
    }

    /**
     * Returns the id of the row that the record was loaded from.
     *
     * @return the id
     * @throws IllegalArgumentException if it was neither loaded nor stored
     */
    public Object id() {
        List<Object> parts = new ArrayList<>();
        for (Field<?> id : table().ids()) {
            Object part = loaded(id);
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
