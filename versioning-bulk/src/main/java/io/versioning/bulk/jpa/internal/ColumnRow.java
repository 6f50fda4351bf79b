package io.versioning.bulk.jpa.internal;

import io.versioning.bulk.internal.RowSource;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A change of one entity's row by columns. Immutable.
 *
 * @param row the change, as its caller describes it
 * @param action what is done
 * @param key the values of the key's columns
 * @param last the column that was set last, or null
 */
record ColumnRow(
        EntityRowSource row,
        Action action,
        List<Object> key,
        @Nullable Setting last) implements RowSource {

    /** A column that is set. */
    record Bound(
            @Nullable Setting before,
            String column,
            @Nullable Object value) implements Setting {}

    @Override
    public List<Object> key(CheckedTable checked) {
        return key;
    }

    @Override
    public TableRequest table() {
        return row.table();
    }

    @Override
    public Object id() {
        return row.id();
    }

    @Override
    public long expected() {
        return row.expected();
    }
}
