package io.versioning.jooq.internal;

import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExactNumber;
import io.versioning.internal.write.Parameter;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Values as fields have them, and as the database gets them. */
public final class Values {

    private Values() {}

    /**
     * A value that can be written as it is: jOOQ itself would round and cut numbers, make null of text that it can't parse,
     * and send text that the database garbles.
     *
     * @throws IllegalArgumentException if it can't; it names the field and no value
     */
    static @Nullable Object storable(Field<?> field, @Nullable Object value, Column column) {
        if (value == null || value instanceof Field<?>) {
            return value;
        }
        Object typed = typed(field, value);
        if (inDatabase(field, typed) instanceof CharSequence text) {
            Parameter unused = new Parameter(text, column);
        }
        return typed;
    }

    /**
     * What a converter or binding makes of a value for the database; other types than the field's stay as they are.
     *
     * @param field the field
     * @param value the value
     * @param <T> the field's type
     * @return the value for the database, or null
     */
    public static <T> @Nullable Object inDatabase(Field<T> field, Object value) {
        Class<T> type = field.getType();
        return type.isInstance(value) ? field.getConverter().to(type.cast(value)) : value;
    }

    /**
     * Sets a value of the field's own type.
     *
     * @param record the record
     * @param field the field
     * @param value the value, or null
     * @param <T> the field's type
     */
    public static <T> void set(Record record, Field<T> field, @Nullable Object value) {
        record.set(field, field.getType().cast(value));
    }

    /**
     * A value in the field's own type.
     *
     * @param field the field
     * @param value the value
     * @return the same, of that type
     * @throws IllegalArgumentException if it can't be turned into that exactly; it names the field and no value
     */
    public static Object typed(Field<?> field, Object value) {
        Class<?> type = field.getType();
        if (type.isInstance(value)) {
            return value;
        }
        @Nullable Object typed;
        try {
            typed = value instanceof Number number && Number.class.isAssignableFrom(type)
                    ? ExactNumber.as(type, number)
                    : converted(field, value);
        } catch (RuntimeException inexact) {
            // which is not the cause of this one, as its message may quote the value
            throw misfit(field, value);
        }
        if (!type.isInstance(typed)) {
            throw misfit(field, value);
        }
        return typed;
    }

    /** Exact is what comes back as it went. */
    private static @Nullable Object converted(Field<?> field, Object value) {
        Object converted = field.getDataType().convert(value);
        return value.equals(DSL.val(value).getDataType().convert(converted)) ? converted : null;
    }

    private static IllegalArgumentException misfit(Field<?> field, Object value) {
        return new IllegalArgumentException("value: field " + SafeText.of(field.getName()) + " is of type "
                + field.getType().getSimpleName() + ", and this "
                + value.getClass().getSimpleName() + " can't be turned into that exactly");
    }
}
