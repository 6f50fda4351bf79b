package io.versioning.bulk.jooq;

import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.jooq.internal.RecordRow;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one row of a bulk, at the version that the caller has read: an update, a touch or a delete. Made by
 * {@link BulkRecords}. Immutable, and as thread-safe as its values.
 *
 * @param <R> the type of the table's records
 */
public final class RecordChange<R extends Record> {

    private final RecordRow<R> row;

    RecordChange(RecordRow<R> row) {
        this.row = row;
    }

    RowSource described() {
        return row;
    }

    /**
     * Sets a field to a value, which is bound as jOOQ would: with the field's converter or binding.
     *
     * @param field the field; not the version, nor part of the key
     * @param value the value, or null
     * @param <T> the field's type
     * @return the change with that
     * @throws IllegalStateException if this is no update
     */
    public <T> RecordChange<R> set(Field<T> field, @Nullable T value) {
        return new RecordChange<>(row.with(Objects.requireNonNull(field, "field"), value));
    }

    /**
     * Sets a field to an expression: {@code set(FLIGHT.SEATS, FLIGHT.SEATS.minus(1))}. The row then takes a statement of
     * its own.
     *
     * @param field the field; not the version, nor part of the key
     * @param expression the expression
     * @param <T> the field's type
     * @return the change with that
     * @throws IllegalStateException if this is no update
     */
    public <T> RecordChange<R> set(Field<T> field, Field<T> expression) {
        return new RecordChange<>(
                row.with(Objects.requireNonNull(field, "field"), Objects.requireNonNull(expression, "expression")));
    }

    /**
     * Sets those fields that were set in a record since it was read, such as the state that a merge gives back. Its
     * version does not count.
     *
     * @param record a record of this table: of this row, or without a key
     * @return the change with these
     * @throws IllegalStateException if this is no update
     * @throws IllegalArgumentException if the record is that of another row
     */
    public RecordChange<R> set(R record) {
        return new RecordChange<>(row.with(Objects.requireNonNull(record, "record")));
    }

    /**
     * Sets several fields. A value of another type than its field's is converted if that loses nothing, and else refused.
     *
     * @param values values and expressions by field
     * @return the change with these
     * @throws IllegalStateException if this is no update
     */
    public RecordChange<R> setAll(Map<? extends Field<?>, ? extends @Nullable Object> values) {
        RecordRow<R> all = row;
        for (Map.Entry<? extends Field<?>, ? extends @Nullable Object> value : values.entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        return new RecordChange<>(all);
    }

    /**
     * Returns the id.
     *
     * @return the id, as it was given; of a record, as it was read
     */
    public Object id() {
        return row.id();
    }

    /**
     * Returns the expected version.
     *
     * @return the version, 0 or more
     */
    public long expected() {
        return row.expected();
    }

    /** Describes the change by entity, id and version, without values. */
    @Override
    public String toString() {
        return row.toString();
    }
}
