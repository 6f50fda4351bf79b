package io.versioning.jooq;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.internal.write.RetryLoop;
import io.versioning.jooq.internal.Assignments;
import io.versioning.jooq.internal.RecordTarget;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sets fields of one row and advances its version, only if the row is at the expected version.
 *
 * <p>Immutable: each method returns a new update, and nothing happens before {@link #apply}.
 *
 * @param <R> the type of the records
 */
public final class RecordUpdate<R extends Record> {

    private final RecordTarget<R> target;
    private final Assignments assignments;

    private RecordUpdate(RecordTarget<R> target, Assignments assignments) {
        this.target = target;
        this.assignments = assignments;
    }

    static <R extends Record> RecordUpdate<R> of(RecordTarget<R> target) {
        return new RecordUpdate<>(target, Assignments.NONE);
    }

    /** What is tried again must expect what was just read. */
    RecordUpdate<R> requireSameTarget(RecordUpdate<R> offered) {
        if (!target.isSameRowAs(offered.target)) {
            throw RetryLoop.otherTarget();
        }
        return this;
    }

    /**
     * Sets a field to a value, which jOOQ binds with the field's converter or binding.
     *
     * @param field the field; not the version, nor part of the key
     * @param value the value, or null
     * @param <T> the field's type
     * @return the update
     * @throws IllegalArgumentException if it is set already
     */
    public <T> RecordUpdate<R> set(Field<T> field, @Nullable T value) {
        return new RecordUpdate<>(target, assignments.with(field, value));
    }

    /**
     * Sets a field to an expression: {@code set(STOCK.QTY, STOCK.QTY.minus(1))}.
     *
     * @param field the field; not the version, nor part of the key
     * @param expression the expression
     * @param <T> the field's type
     * @return the update
     * @throws IllegalArgumentException if it is set already
     */
    public <T> RecordUpdate<R> set(Field<T> field, Field<T> expression) {
        return new RecordUpdate<>(target, assignments.with(field, Objects.requireNonNull(expression, "expression")));
    }

    /**
     * Sets those fields that were set in a record since it was read, such as the state that a merge gives back. Its
     * version does not count.
     *
     * @param record a record of this table: of this row, or without a key
     * @return the update
     * @throws IllegalArgumentException if one is set already, or the record is that of another row
     */
    public RecordUpdate<R> set(R record) {
        target.requireSameRow(Objects.requireNonNull(record, "record"));
        return setAll(Assignments.changes(target.records().table(), record).values());
    }

    /**
     * Sets several fields. A value of another type than its field's is converted if that loses nothing, and else refused.
     *
     * @param values values and expressions by field
     * @return the update
     * @throws IllegalArgumentException if one is set already
     */
    public RecordUpdate<R> setAll(Map<? extends Field<?>, ? extends @Nullable Object> values) {
        Assignments all = assignments;
        for (Map.Entry<? extends Field<?>, ? extends @Nullable Object> value : values.entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        return new RecordUpdate<>(target, all);
    }

    /**
     * Asks for the current record in case of a conflict; it comes with the same statement as the actual version.
     *
     * @return the update, whose {@code ConflictException.currentState(...)} holds the record, detached
     */
    public RecordUpdate<R> withCurrentState() {
        return new RecordUpdate<>(target.wantingCurrentState(), assignments);
    }

    /**
     * Hands the new version to the caller's object once the row is written: {@code advancing(form::setVersion)}.
     *
     * <p>It is not called if the write fails. If the write joined a transaction that rolls back, a nested one too, the
     * object is given the expected version again, provided that the transaction was begun by
     * {@link JooqVersioning#transaction} or on {@link JooqVersioning#dsl()}; the end of any other is not seen.
     *
     * @param holder takes the version
     * @return the update
     */
    public RecordUpdate<R> advancing(LongConsumer holder) {
        return new RecordUpdate<>(target.advancing(Objects.requireNonNull(holder, "holder")), assignments);
    }

    /**
     * Checks the version and writes, in one statement. A conflict takes one more, which reads what is there.
     *
     * @return the new version: the expected one plus 1
     * @throws io.versioning.ConflictException if the row is not at the expected version, or gone
     * @throws io.versioning.VersionOverflowException if the version column can't hold the next version
     * @throws io.versioning.WriteRefusedException if a constraint, a type or a trigger refused the values
     * @throws io.versioning.RowBusyException if another transaction held the row until the lock time-out
     * @throws io.versioning.AttemptAbortedException if the database gave up; in a transaction of yours, roll back
     * @throws io.versioning.OutcomeUnknownException if nobody can tell, as the connection was lost
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes
     * @throws io.versioning.DatabaseException if the database failed in another way; nothing was written
     * @throws IllegalStateException if nothing was set; or if the connection is closed, read-only or in autocommit mode
     *     where it should be in a transaction, or there is none (R2DBC)
     * @throws IllegalArgumentException if a field does not exist, is the version or part of the key, or if id, value or
     *     text can't be bound exactly
     */
    @CanIgnoreReturnValue
    public long apply() {
        if (assignments.values().isEmpty()) {
            throw new IllegalStateException("Nothing was set; to advance the version only, use touch(...)");
        }
        return target.update(assignments);
    }
}
