package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Reads images of rows from results of statements that are not this package's. */
public final class RowImages {

    private RowImages() {}

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
    public static RowImage of(CheckedTable table, long version, ResultSet row, int from) throws SQLException {
        return new RowImage(table, version, ValueReader.row(row, from, table.identifiers()));
    }
}
