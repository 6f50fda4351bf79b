package io.versioning.bulk.jooq.internal;

import io.versioning.bulk.internal.RowSource;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.RowStatements;
import io.versioning.jooq.internal.Assignments;
import io.versioning.jooq.internal.RecordTarget;
import io.versioning.jooq.internal.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * One row of a bulk, described by fields of jOOQ's. Immutable, and as thread-safe as its values.
 *
 * @param records the table
 * @param id the id
 * @param expected the expected version
 * @param change what is done
 * @param last what is set
 * @param holder is told the new version; or null
 * @param <R> the type of the records
 */
public record RecordRow<R extends Record>(
        RecordTable<R> records,
        Object id,
        long expected,
        Action change,
        @Nullable FieldSetting last,
        @Nullable LongConsumer holder)
        implements RowSource {

    /**
     * A row of which nothing is set yet.
     *
     * @param records the table
     * @param id the id
     * @param expected the expected version
     * @param change what is done
     * @param <R> the type of the records
     * @return the row
     */
    public static <R extends Record> RecordRow<R> of(RecordTable<R> records, Object id, long expected, Action change) {
        return new RecordRow<>(records, id, expected, change, null, null);
    }

    /**
     * The row of a record, with what was changed in the record.
     *
     * @param records the table
     * @param record the record
     * @param <R> the type of the records
     * @return the row
     */
    public static <R extends Record> RecordRow<R> updating(RecordTable<R> records, R record) {
        StoredRecord<R> stored = new StoredRecord<>(records.records(), record);
        RecordRow<R> row =
                new RecordRow<>(records, stored.id(), stored.expected(), Action.UPDATE, null, stored.holder());
        return row.withAll(stored.changes());
    }

    /**
     * The row of a record, to be deleted.
     *
     * @param records the table
     * @param record the record
     * @param <R> the type of the records
     * @return the row
     */
    public static <R extends Record> RecordRow<R> deleting(RecordTable<R> records, R record) {
        StoredRecord<R> stored = new StoredRecord<>(records.records(), record);
        return of(records, stored.id(), stored.expected(), Action.DELETE);
    }

    /**
     * Returns this row with what was set in a record.
     *
     * @param record a record of this row, or without a key
     * @return the row
     */
    public RecordRow<R> with(R record) {
        target().requireSameRow(record);
        return withAll(Assignments.changes(records.table(), record));
    }

    private RecordRow<R> withAll(Assignments assignments) {
        RecordRow<R> all = this;
        for (Map.Entry<Field<?>, @Nullable Object> set : assignments.values().entrySet()) {
            all = all.with(set.getKey(), set.getValue());
        }
        return all;
    }

    /**
     * Returns this row with one setting more.
     *
     * @param field the field
     * @param value its value, or an expression
     * @return the row
     * @throws IllegalStateException if this is no update
     */
    public RecordRow<R> with(Field<?> field, @Nullable Object value) {
        if (change != Action.UPDATE) {
            throw new IllegalStateException("A touch or delete sets nothing; begin with update(...)");
        }
        FieldSetting more = new FieldSetting(records.fields(), last, field, value);
        return new RecordRow<>(records, id, expected, change, more, holder);
    }

    @Override
    public TableRequest table() {
        return records.request();
    }

    /** A record in which nothing was changed still advances its version. */
    @Override
    public Action action() {
        return change == Action.UPDATE && last == null && holder != null ? Action.TOUCH : change;
    }

    @Override
    public List<Object> key(CheckedTable checked) {
        return records.key(checked, id);
    }

    @Override
    public RowStatements.@Nullable Factory alone(CheckedTable checked, boolean withState) {
        boolean nothingSet = action() == Action.UPDATE && last == null;
        if (nothingSet || !needsOwnStatement()) {
            return null;
        }
        RecordTarget<R> target = withState ? target().wantingCurrentState() : target();
        return target.updating(assignments(last), checked);
    }

    private boolean needsOwnStatement() {
        if (records.writesAlone()) {
            return true;
        }
        for (FieldSetting set = last; set != null; set = set.before()) {
            if (!FieldValues.travels(set.field(), set.given())) {
                return true;
            }
        }
        return false;
    }

    private static Assignments assignments(@Nullable FieldSetting last) {
        return last == null ? Assignments.NONE : assignments(last.before()).with(last.field(), last.given());
    }

    private RecordTarget<R> target() {
        return new RecordTarget<>(records.records(), id, expected);
    }

    /** Describes the change by entity, id and version, without values. */
    @Override
    public String toString() {
        return SafeText.of(records.table().entity()) + " " + SafeText.of(id) + " at version " + expected;
    }
}
