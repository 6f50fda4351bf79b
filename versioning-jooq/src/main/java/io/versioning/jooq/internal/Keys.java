package io.versioning.jooq.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExactNumber;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.Parameter;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Ids as conditions: exactly as their columns have them, or not at all; jOOQ itself would round, cut and parse. */
final class Keys {

    private Keys() {}

    /**
     * The condition that names the row of an id.
     *
     * @throws IllegalArgumentException if the id does not fit the key
     */
    static Condition condition(JooqTable<?> table, CheckedTable checked, Object id) {
        List<Object> parts = Ids.key(id);
        if (parts.size() != table.ids().size()) {
            throw new IllegalArgumentException("id: has " + parts.size() + " parts, and the key of "
                    + SafeText.of(table.entity()) + " has " + table.ids().size());
        }
        List<Parameter> exact = new GuardedSql(checked).key(databaseValues(table, parts));
        Condition condition = DSL.noCondition();
        for (int part = 0; part < parts.size(); part++) {
            condition = condition.and(equal(table.ids().get(part), parts.get(part), exact.get(part)));
        }
        return condition;
    }

    private static List<Object> databaseValues(JooqTable<?> table, List<Object> parts) {
        List<Object> values = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            values.add(databaseValue(table.ids().get(part), parts.get(part)));
        }
        return values;
    }

    private static <T> Object databaseValue(Field<T> field, Object part) {
        if (!field.getType().isInstance(part)) {
            return part;
        }
        Object converted = field.getConverter().to(field.getType().cast(part));
        return converted == null ? part : converted;
    }

    private static <T> Condition equal(Field<T> field, Object part, Parameter exact) {
        Class<T> type = field.getType();
        if (type.isInstance(part)) {
            return field.eq(DSL.val(type.cast(part), field));
        }
        Object value = exact.value();
        if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
            value = number(type, number, field);
        }
        if (type.isInstance(value)) {
            return field.eq(DSL.val(type.cast(value), field));
        }
        throw new IllegalArgumentException("id: field " + SafeText.of(field.getName()) + " is of type "
                + type.getSimpleName() + ", and this is a " + part.getClass().getSimpleName()
                + "; pass the id as it was read");
    }

    private static Object number(Class<?> type, Number number, Field<?> field) {
        try {
            return ExactNumber.as(type, number);
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    "id: does not fit field " + SafeText.of(field.getName()) + " of type " + type.getSimpleName()
                            + " exactly; pass the id as it was read",
                    inexact);
        }
    }
}
