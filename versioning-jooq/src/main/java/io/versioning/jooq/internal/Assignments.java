package io.versioning.jooq.internal;

import io.versioning.event.Actor;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What a write sets: values, which jOOQ binds, and expressions, which are fields. Immutable.
 *
 * @param values values and expressions by field, in the order in which they were set
 */
public record Assignments(Map<Field<?>, @Nullable Object> values) {

    /** Nothing. */
    public static final Assignments NONE = new Assignments(Map.of());

    /** Copies the values. */
    public Assignments {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** What was set in a record of a table, but for its version, which does not count. */
    static Assignments set(JooqTable<?> table, Record record) {
        Map<Field<?>, @Nullable Object> values = Snapshot.changedIn(record);
        Field<?> version = JooqTable.among(record, table.version());
        if (version != null) {
            values.remove(version);
        }
        return new Assignments(values);
    }

    /**
     * What was changed in a record of a table; a key that is marked as changed and is what it was is no change.
     *
     * @param table the table
     * @param record the record
     * @return the assignments
     */
    public static Assignments changes(JooqTable<?> table, Record record) {
        Map<Field<?>, @Nullable Object> values =
                new LinkedHashMap<>(set(table, record).values());
        for (Field<?> id : table.ids()) {
            Field<?> own = JooqTable.among(record, id);
            if (own != null) {
                values.remove(own, record.original(own));
            }
        }
        return new Assignments(values);
    }

    /**
     * Returns these and one more.
     *
     * @param field the field
     * @param value a value, or a field as an expression
     * @return the assignments
     */
    public Assignments with(Field<?> field, @Nullable Object value) {
        Map<Field<?>, @Nullable Object> more = new LinkedHashMap<>(values);
        if (more.containsKey(Objects.requireNonNull(field, "field"))) {
            throw setTwice(field);
        }
        more.put(field, value);
        return new Assignments(more);
    }

    /** Judges the fields of an update, and adds what the table stamps. */
    Map<Field<?>, @Nullable Object> forUpdate(JooqTable<?> table, CheckedTable checked, DSLContext dsl, Actor actor) {
        return judged(table, checked, dsl, actor, checked::changeable);
    }

    /** Judges the fields of an insert, among which the key may be, and adds what the table stamps. */
    Map<Field<?>, @Nullable Object> forInsert(JooqTable<?> table, CheckedTable checked, DSLContext dsl, Actor actor) {
        return judged(table, checked, dsl, actor, name -> {
            Column column = checked.column(name);
            return checked.ids().contains(column) ? column : checked.changeable(name);
        });
    }

    private Map<Field<?>, @Nullable Object> judged(
            JooqTable<?> table, CheckedTable checked, DSLContext dsl, Actor actor, Function<String, Column> columns) {
        Map<Field<?>, @Nullable Object> all = new LinkedHashMap<>();
        Set<Column> set = new HashSet<>();
        values.forEach((field, value) -> {
            Column column = columns.apply(SqlNames.of(field, dsl));
            if (!set.add(column)) {
                throw setTwice(field);
            }
            all.put(field, Values.storable(field, value, column));
        });
        for (JooqTable.Stamp stamp : table.stamps()) {
            if (set.add(checked.changeable(SqlNames.of(stamp.field(), dsl)))) {
                all.put(stamp.field(), stamped(stamp, checked, actor));
            }
        }
        return all;
    }

    private static @Nullable Object stamped(JooqTable.Stamp stamp, CheckedTable checked, Actor actor) {
        return stamp.kind() == JooqTable.Stamp.Kind.TIME
                ? DSL.field(checked.dialect().currentTime())
                : actor.current().orElse(null);
    }

    private static IllegalArgumentException setTwice(Field<?> field) {
        return new IllegalArgumentException("field: " + SafeText.of(field.getName()) + " is set twice");
    }
}
