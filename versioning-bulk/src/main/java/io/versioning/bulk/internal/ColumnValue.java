package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import org.jspecify.annotations.Nullable;

/** A value that depends on the type of the column that it is for. */
@FunctionalInterface
public interface ColumnValue {

    /**
     * Returns the value.
     *
     * @param column the column
     * @return the value for that, or null
     */
    @Nullable
    Object in(Column column);
}
