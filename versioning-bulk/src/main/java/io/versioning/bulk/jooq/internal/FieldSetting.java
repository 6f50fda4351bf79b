package io.versioning.bulk.jooq.internal;

import io.versioning.bulk.internal.RowSource;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * A field that is set.
 *
 * @param fields knows the columns
 * @param before what was set before; or null
 * @param field the field
 * @param given its value, or an expression, or null
 */
public record FieldSetting(
        FieldColumns fields,
        @Nullable FieldSetting before,
        Field<?> field,
        @Nullable Object given) implements RowSource.Setting {

    @Override
    public String column() {
        return fields.name(field);
    }

    @Override
    public @Nullable Object value() {
        return fields.value(field, given);
    }
}
