package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.function.Function;

/** Makes the current state of a conflict from the row that a result is at. */
@FunctionalInterface
public interface StateReader {

    /**
     * Reads the state.
     *
     * @param table the row's table
     * @param version its version
     * @param row the result; it is neither moved nor closed
     * @param from the first column of the row, from 1; the last one is the last of the result
     * @return the state, with nothing of the connection in it
     * @throws SQLException if the result can't be read
     */
    Object read(CheckedTable table, long version, ResultSet row, int from) throws SQLException;

    /**
     * A state that is made from detached values.
     *
     * @param state makes it
     * @return reads the values, and has it made
     */
    static StateReader of(Function<RowImage, Object> state) {
        return (table, version, row, from) -> state.apply(RowImage.read(table, version, row, from));
    }
}
