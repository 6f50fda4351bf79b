package io.versioning.bulk.jooq.internal;

import io.versioning.jooq.internal.SqlNames;
import io.versioning.jooq.internal.Values;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Fields as columns: how they are called, and what is bound for them. Thread-safe. */
public final class FieldColumns {

    /** More than a table has; fields that are made anew for each row must not pile up. */
    private static final int REMEMBERED = 2000;

    private final DSLContext dsl;
    private final FieldValues values;
    private final Map<Field<?>, String> names = new ConcurrentHashMap<>();

    FieldColumns(DSLContext dsl) {
        this.dsl = dsl;
        this.values = FieldValues.of(dsl.family());
    }

    /** The name as it stands in SQL. */
    String name(Field<?> field) {
        String known = names.get(field);
        if (known != null) {
            return known;
        }
        String name = SqlNames.of(field, dsl);
        if (names.size() < REMEMBERED) {
            names.put(field, name);
        }
        return name;
    }

    /** What is bound for a value, which may be of another type than its field if it can be turned into that exactly. */
    @Nullable
    Object value(Field<?> field, @Nullable Object value) {
        return value == null ? null : inDatabase(field, Values.typed(field, value));
    }

    private @Nullable Object inDatabase(Field<?> field, Object value) {
        Object converted = Values.inDatabase(field, value);
        return converted == null ? null : values.bound(converted);
    }

    /** What is bound for a value in a type of the database's. */
    Object bound(Object value) {
        return values.bound(value);
    }
}
