package io.versioning.jooq.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExactNumber;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.Parameter;
import java.sql.Timestamp;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Ids as conditions: exactly as their columns have them, or not at all; jOOQ itself would round, cut and parse. */
public final class Keys {

    /** Digits of a second that a time has in SQL unless its type says otherwise, and in Java. */
    private static final int DEFAULT_DIGITS = 6;

    private static final int NANO_DIGITS = 9;

    private Keys() {}

    /**
     * The condition that names the row of an id.
     *
     * @throws IllegalArgumentException if the id does not fit the key
     */
    static Condition condition(JooqTable<?> table, CheckedTable checked, Object id) {
        List<Object> parts = parts(table, id);
        List<Parameter> exact = new GuardedSql(checked).key(databaseValues(table, parts));
        Condition condition = DSL.noCondition();
        for (int part = 0; part < parts.size(); part++) {
            condition = condition.and(equal(table.ids().get(part), parts.get(part), exact.get(part)));
        }
        return condition;
    }

    /**
     * The key that an id names, as the database has it.
     *
     * @param table the table
     * @param checked the same in the catalogue
     * @param id the id
     * @return the values of the key's columns
     * @throws IllegalArgumentException if the id does not fit the key
     */
    public static List<Object> values(JooqTable<?> table, CheckedTable checked, Object id) {
        List<Object> parts = parts(table, id);
        List<Object> values = databaseValues(table, parts);
        List<Parameter> exact = new GuardedSql(checked).key(values);
        for (int part = 0; part < parts.size(); part++) {
            Object unused = typed(table.ids().get(part), parts.get(part), exact.get(part));
        }
        return values;
    }

    private static List<Object> parts(JooqTable<?> table, Object id) {
        List<Object> parts = Ids.key(id);
        if (parts.size() != table.ids().size()) {
            throw new IllegalArgumentException("id: has " + parts.size() + " parts, and the key of "
                    + SafeText.of(table.entity()) + " has " + table.ids().size());
        }
        return parts;
    }

    private static List<Object> databaseValues(JooqTable<?> table, List<Object> parts) {
        List<Object> values = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            Object value = Values.inDatabase(table.ids().get(part), parts.get(part));
            values.add(Objects.requireNonNullElse(value, parts.get(part)));
        }
        return values;
    }

    private static <T> Condition equal(Field<T> field, Object part, Parameter exact) {
        return field.eq(DSL.val(typed(field, part, exact), field));
    }

    private static <T> T typed(Field<T> field, Object part, Parameter exact) {
        Class<T> type = field.getType();
        requireWhole(exact.value(), field);
        if (type.isInstance(part) && type != Object.class) {
            return type.cast(part);
        }
        Object value = exact.value();
        if (value instanceof Number number && Number.class.isAssignableFrom(type)) {
            value = number(type, number, field);
        }
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw new IllegalArgumentException("id: field " + SafeText.of(field.getName()) + " is of type "
                + type.getSimpleName() + ", and this is a " + part.getClass().getSimpleName()
                + "; pass the id in the type in which it is read");
    }

    /** On H2 the framework casts times to the precision of their field, and so to the time of another row. */
    private static void requireWhole(@Nullable Object value, Field<?> field) {
        DataType<?> type = field.getDataType();
        int digits = type.precisionDefined() ? type.precision() : DEFAULT_DIGITS;
        if (nanos(value) % (long) Math.pow(10, Math.max(0, NANO_DIGITS - digits)) != 0) {
            throw new IllegalArgumentException("id: is a time that is finer than field "
                    + SafeText.of(field.getName()) + ", which has " + digits
                    + " digits of a second; pass the id in the type in which it is read");
        }
    }

    private static long nanos(@Nullable Object value) {
        if (value instanceof TemporalAccessor time && time.isSupported(ChronoField.NANO_OF_SECOND)) {
            return time.get(ChronoField.NANO_OF_SECOND);
        }
        return value instanceof Timestamp timestamp ? timestamp.getNanos() : 0;
    }

    private static Object number(Class<?> type, Number number, Field<?> field) {
        try {
            return ExactNumber.as(type, number);
        } catch (ArithmeticException inexact) {
            throw new IllegalArgumentException(
                    "id: does not fit field " + SafeText.of(field.getName()) + " of type " + type.getSimpleName()
                            + " exactly; pass the id in the type in which it is read",
                    inexact);
        }
    }
}
