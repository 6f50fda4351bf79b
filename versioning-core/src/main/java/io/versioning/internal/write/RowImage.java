package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row as one statement saw it.
 *
 * @param table its table
 * @param version its version
 * @param values its columns' values by label, in the order of the table; detached from the connection
 */
public record RowImage(CheckedTable table, long version, Map<String, @Nullable Object> values) {

    /** Copies the values. */
    public RowImage {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
