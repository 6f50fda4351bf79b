package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as arrays, one for each column, in the order of {@link SetSql}'s place holders. Not thread-safe. */
final class RowArrays {

    private final List<ArrayType> types;
    private final @Nullable Object[][] arrays;
    private final int rows;

    private RowArrays(ArrayTypes types, List<Column> columns, int rows) {
        this.types = columns.stream().map(types::of).toList();
        this.arrays = this.types.stream().map(type -> type.elements(rows)).toArray(Object[][]::new);
        this.rows = rows;
    }

    /** The keys of rows. */
    static RowArrays ofKeys(CheckedTable table, ArrayTypes types, List<BulkRow> rows) {
        RowArrays arrays = new RowArrays(types, table.ids(), rows.size());
        for (int at = 0; at < rows.size(); at++) {
            arrays.fillKey(at, rows.get(at));
        }
        return arrays;
    }

    /** The keys, expected versions and values of rows of one shape. */
    static RowArrays of(CheckedTable table, ArrayTypes types, Shape shape, List<BulkRow> rows) {
        List<Column> columns = new ArrayList<>(table.ids());
        columns.add(table.version());
        columns.addAll(shape.columns());
        RowArrays arrays = new RowArrays(types, columns, rows.size());
        for (int at = 0; at < rows.size(); at++) {
            BulkRow row = rows.get(at);
            arrays.fillKey(at, row);
            arrays.fillRest(at, row);
        }
        return arrays;
    }

    private void fillKey(int at, BulkRow row) {
        for (int part = 0; part < row.key().length; part++) {
            arrays[part][at] = row.key()[part];
        }
    }

    private void fillRest(int at, BulkRow row) {
        int column = row.key().length;
        arrays[column++][at] = row.expected();
        for (Object value : row.values()) {
            arrays[column++][at] = value;
        }
    }

    /** Binds the arrays, and how many rows there are; returns the index of the parameter behind these. */
    int bind(PreparedStatement statement) throws SQLException {
        int index = 1;
        for (int column = 0; column < arrays.length; column++) {
            bind(statement, index++, types.get(column), arrays[column]);
        }
        statement.setInt(index++, rows);
        return index;
    }

    private static void bind(PreparedStatement statement, int index, ArrayType type, @Nullable Object[] elements)
            throws SQLException {
        Connection connection = statement.getConnection();
        if (type.isWhole()) {
            statement.setArray(index, connection.createArrayOf("int8", elements));
        } else if (type.isText()) {
            statement.setArray(index, connection.createArrayOf("text", elements));
        } else {
            statement.setObject(index, ArrayLiteral.of(elements), Types.OTHER);
        }
    }
}
