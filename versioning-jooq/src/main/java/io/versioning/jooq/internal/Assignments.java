package io.versioning.jooq.internal;

import io.versioning.event.Actor;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.Parameter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jooq.DSLContext;
import org.jooq.Field;
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
            throw new IllegalArgumentException("field: " + SafeText.of(field.getName()) + " is set twice");
        }
        more.put(field, value);
        return new Assignments(more);
    }

    /** Judges the fields of an update, and adds what the table stamps. */
    Map<Field<?>, @Nullable Object> forUpdate(JooqTable<?> table, CheckedTable checked, DSLContext dsl, Actor actor) {
        Map<Field<?>, @Nullable Object> all = new LinkedHashMap<>();
        values.forEach((field, value) -> all.put(field, storable(value, checked.changeable(SqlNames.of(field, dsl)))));
        return stamped(all, table, checked, dsl, actor);
    }

    /** Judges the fields of an insert, among which the key may be, and adds what the table stamps. */
    Map<Field<?>, @Nullable Object> forInsert(JooqTable<?> table, CheckedTable checked, DSLContext dsl, Actor actor) {
        Map<Field<?>, @Nullable Object> all = new LinkedHashMap<>();
        values.forEach((field, value) -> {
            String name = SqlNames.of(field, dsl);
            Column column = checked.column(name);
            all.put(field, storable(value, checked.ids().contains(column) ? column : checked.changeable(name)));
        });
        return stamped(all, table, checked, dsl, actor);
    }

    private static @Nullable Object storable(@Nullable Object value, Column column) {
        // refuses what a database would garble; jOOQ binds the value itself
        return value instanceof CharSequence ? new Parameter(value, column).value() : value;
    }

    private static Map<Field<?>, @Nullable Object> stamped(
            Map<Field<?>, @Nullable Object> all,
            JooqTable<?> table,
            CheckedTable checked,
            DSLContext dsl,
            Actor actor) {
        for (JooqTable.Stamp stamp : table.stamps()) {
            Column unused = checked.changeable(SqlNames.of(stamp.field(), dsl));
            all.putIfAbsent(
                    stamp.field(),
                    stamp.kind() == JooqTable.Stamp.Kind.TIME
                            ? DSL.field(checked.dialect().currentTime())
                            : actor.current().orElse(null));
        }
        return all;
    }
}
