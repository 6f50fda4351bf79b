package io.versioning.jooq;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.jooq.internal.Assignments;
import io.versioning.jooq.internal.Records;
import java.util.Map;
import java.util.Objects;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Inserts one row at version 1.
 *
 * <p>Immutable: each method returns a new insert, and nothing happens before {@link #apply}.
 *
 * @param <R> the type of the records
 */
public final class RecordInsert<R extends Record> {

    private final Records<R> records;
    private final Assignments assignments;

    RecordInsert(Records<R> records, Assignments assignments) {
        this.records = records;
        this.assignments = assignments;
    }

    /**
     * Sets a field to a value, which jOOQ binds with the field's converter or binding.
     *
     * @param field the field; not the version
     * @param value the value, or null
     * @param <T> the field's type
     * @return the insert
     * @throws IllegalArgumentException if it is set already
     */
    public <T> RecordInsert<R> set(Field<T> field, @Nullable T value) {
        return new RecordInsert<>(records, assignments.with(field, value));
    }

    /**
     * Sets a field to an expression.
     *
     * @param field the field; not the version
     * @param expression the expression
     * @param <T> the field's type
     * @return the insert
     * @throws IllegalArgumentException if it is set already
     */
    public <T> RecordInsert<R> set(Field<T> field, Field<T> expression) {
        return new RecordInsert<>(records, assignments.with(field, Objects.requireNonNull(expression, "expression")));
    }

    /**
     * Sets several fields. A value of another type than its field's is converted if that loses nothing, and else refused.
     *
     * @param values values and expressions by field
     * @return the insert
     * @throws IllegalArgumentException if one is set already
     */
    public RecordInsert<R> setAll(Map<? extends Field<?>, ? extends @Nullable Object> values) {
        Assignments all = assignments;
        for (Map.Entry<? extends Field<?>, ? extends @Nullable Object> value : values.entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        return new RecordInsert<>(records, all);
    }

    /**
     * Inserts the row, in one statement. An id that is taken is a refusal, and no conflict.
     *
     * @return the row as it was written, with what the database generated; of a table without generated code only its
     *     key and version
     * @throws io.versioning.WriteRefusedException if a constraint, a type or a trigger refused the values
     * @throws io.versioning.RowBusyException if another transaction holds what the row depends on
     * @throws io.versioning.AttemptAbortedException if the database gave up; in a transaction of yours, roll back
     * @throws io.versioning.OutcomeUnknownException if nobody can tell, as the connection was lost
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes
     * @throws io.versioning.DatabaseException if the database failed in another way; nothing was written
     * @throws IllegalStateException if the connection is closed, read-only or in autocommit mode where it should be in a
     *     transaction, or there is none (R2DBC)
     * @throws IllegalArgumentException if a field does not exist or is the version, or if a value or text can't be stored
     *     exactly
     */
    @CanIgnoreReturnValue
    public R apply() {
        return records.insert(assignments, () -> {});
    }
}
