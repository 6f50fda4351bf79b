package io.versioning.jooq.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExpectedRow;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.RowWrite;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.DeleteQuery;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.UpdateQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The row of a guarded write, with what must hold for it, and what the caller wants besides. Immutable.
 *
 * @param records where it is
 * @param id its id
 * @param expected the expected version
 * @param withState whether a conflict is to carry the current record
 * @param holder is given the new version; or null
 * @param <R> the type of the records
 */
public record RecordTarget<R extends Record>(
        Records<R> records,
        Object id,
        long expected,
        boolean withState,
        @Nullable LongConsumer holder) {

    /**
     * A row, and nothing wanted besides.
     *
     * @param records where it is
     * @param id its id
     * @param expected the expected version
     */
    public RecordTarget(Records<R> records, Object id, long expected) {
        this(records, id, expected, false, null);
    }

    /**
     * Requires that a record is not that of another row.
     *
     * @param record the record
     * @throws IllegalArgumentException if it has another key
     */
    public void requireSameRow(Record record) {
        List<Object> parts = Ids.key(id);
        List<? extends Field<?>> ids = records.table().ids();
        for (int part = 0; part < Math.min(parts.size(), ids.size()); part++) {
            Field<?> own = JooqTable.among(record, ids.get(part));
            if (own != null && !maybeSame(record.get(own), parts.get(part))) {
                throw new IllegalArgumentException("record: is that of another row than "
                        + SafeText.of(records.table().entity()) + " " + SafeText.of(id));
            }
        }
    }

    /** Whether a part of an id may be that of a record: only the database knows which texts are the same to it. */
    private static boolean maybeSame(@Nullable Object value, Object part) {
        if (value instanceof Number number && part instanceof Number other) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        } else if (value instanceof String text && part instanceof String other) {
            return text.stripTrailing().equalsIgnoreCase(other.stripTrailing());
        }
        return !(value instanceof UUID && part instanceof UUID) || value.equals(part);
    }

    /**
     * Returns a target that wants the current record.
     *
     * @return the target
     */
    public RecordTarget<R> wantingCurrentState() {
        return new RecordTarget<>(records, id, expected, true, holder);
    }

    /**
     * Returns a target with a holder of the new version.
     *
     * @param newHolder the holder
     * @return the target
     */
    public RecordTarget<R> advancing(LongConsumer newHolder) {
        return new RecordTarget<>(records, id, expected, withState, newHolder);
    }

    /**
     * Tells whether another target is the same row at the same version, in the same place.
     *
     * @param other the other one
     * @return whether it is
     */
    public boolean isSameRowAs(RecordTarget<R> other) {
        return records.isSameAs(other.records) && id.equals(other.id) && expected == other.expected;
    }

    /**
     * Writes and advances the version.
     *
     * @param assignments what to write; nothing to advance the version only
     * @return the new version
     */
    @CanIgnoreReturnValue
    public long update(Assignments assignments) {
        return write(
                (checked, connection, precondition) -> {
                    DSLContext dsl = records.on(connection);
                    Condition key = Keys.condition(table(), checked, id);
                    Map<Field<?>, @Nullable Object> values =
                            assignments.forUpdate(table(), checked, dsl, records.actor());
                    return statements(checked, dsl, key, update(checked, dsl, key, precondition, values));
                },
                false);
    }

    /**
     * The statements of an update that others send, judged by now: what can't be written is refused.
     *
     * @param assignments what to write; nothing to advance the version only
     * @param checked the table
     * @return makes the statements for a connection
     * @throws IllegalArgumentException if it can't be meant, or jOOQ can't render it
     */
    public RowStatements.Factory updating(Assignments assignments, CheckedTable checked) {
        DSLContext names = records.dsl();
        Condition key = Keys.condition(table(), checked, id);
        Map<Field<?>, @Nullable Object> values = assignments.forUpdate(table(), checked, names, records.actor());
        requireRendered(() -> names.render(update(checked, names, key, new Precondition(expected), values)));
        return (same, connection, precondition) -> {
            DSLContext dsl = records.on(connection);
            return statements(checked, dsl, key, update(checked, dsl, key, precondition, values));
        };
    }

    private static void requireRendered(Supplier<String> statement) {
        try {
            String unused = statement.get();
        } catch (RuntimeException unrenderable) {
            throw new IllegalArgumentException("update: jOOQ can't render it", unrenderable);
        }
    }

    /** On H2 jOOQ would wrap an update that returns into a query; where there are triggers the version is read anyway. */
    private UpdateQuery<R> update(
            CheckedTable checked,
            DSLContext dsl,
            Condition key,
            Precondition precondition,
            Map<Field<?>, @Nullable Object> values) {
        Field<Long> version = JooqTable.versionNumber(checked);
        UpdateQuery<R> update = dsl.updateQuery(table().table());
        update.addValues(values);
        update.addValue(version, version.plus(DSL.inline(1)));
        update.addConditions(key, version.eq(precondition.expected()));
        if (dsl.family() != SQLDialect.H2) {
            update.setReturning(List.of(version));
        }
        return update;
    }

    /** Deletes the row. */
    public void delete() {
        long unused = write(
                (checked, connection, precondition) -> {
                    DSLContext dsl = records.on(connection);
                    Condition key = Keys.condition(table(), checked, id);
                    DeleteQuery<R> delete = dsl.deleteQuery(rows());
                    delete.addConditions(key, JooqTable.versionNumber(checked).eq(precondition.expected()));
                    return statements(checked, dsl, key, delete);
                },
                true);
    }

    private RowStatements statements(CheckedTable checked, DSLContext dsl, Condition key, Query write) {
        return new RecordStatements<>(table(), checked, dsl, key, write, withState);
    }

    private JooqTable<R> table() {
        return records.table();
    }

    private Table<R> rows() {
        return table().table();
    }

    private long write(RowStatements.Factory statements, boolean deletes) {
        ExpectedRow row = new ExpectedRow(table().entity(), id, new Precondition(expected));
        RowWrite write = new RowWrite(row, deletes, statements);
        return records.store().write(records.request(), write, holder);
    }
}
