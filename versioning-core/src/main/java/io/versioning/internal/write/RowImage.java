package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    /**
     * Reads the row that a result is at.
     *
     * @param table the row's table
     * @param version its version
     * @param row the result
     * @param from its first column, from 1; the last one is the last of the result
     * @return the image, with detached values
     * @throws SQLException if the result can't be read
     */
    public static RowImage read(CheckedTable table, long version, ResultSet row, int from) throws SQLException {
        return new RowImage(table, version, ValueReader.row(row, from, table.identifiers()));
    }

    /** Copies the values. */
    public RowImage {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
