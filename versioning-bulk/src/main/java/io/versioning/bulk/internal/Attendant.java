package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Loser;
import io.versioning.transaction.TransactionScope;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Attends to the rows that are written at once, in one scope. Not thread-safe. */
public interface Attendant extends AutoCloseable {

    /** Leaves everything as it is. */
    Attendant NONE = new Attendant() {};

    /** Writes a row by itself, where the engine can't. */
    @FunctionalInterface
    interface SingleWrite {

        /**
         * Writes a row.
         *
         * @param position its position
         * @param scope where it is written
         * @return its new version; of a deleted row, its last one
         * @throws io.versioning.VersioningException as a guarded single write does
         * @throws NotWrittenException if it was certainly not written, for a reason of that row's own
         */
        long write(int position, TransactionScope scope);
    }

    /**
     * Returns the table as it is written here.
     *
     * @param table the table
     * @return the table, perhaps with rows that are not seen
     */
    default CheckedTable table(CheckedTable table) {
        return table;
    }

    /**
     * Returns what writes each row by itself.
     *
     * @return the writer, or null if the engine writes them
     */
    default @Nullable SingleWrite singleWrite() {
        return null;
    }

    /**
     * Turns a row into columns and their values.
     *
     * @param row the row
     * @return the row by columns
     * @throws IllegalArgumentException if it can't be meant
     */
    default RowSource byColumns(RowSource row) {
        return row;
    }

    /**
     * Is called when all rows are found to be fit, and nothing is written yet.
     *
     * @throws IllegalStateException if they can't be written here
     */
    default void begin() {}

    /**
     * Completes what was read of rows that were not written.
     *
     * @param positions their positions
     * @param losers what was read of each
     * @return the same, with the current states
     */
    default List<Loser> completed(List<Integer> positions, List<Loser> losers) {
        return losers;
    }

    /**
     * Is called after each chunk.
     *
     * @param positions the positions of its rows
     */
    default void written(IntStream positions) {}

    /**
     * Is called after the last chunk, however that came about.
     *
     * @param outcomes what is known to have become of the rows, by position
     */
    default void end(Outcomes outcomes) {}

    /** Gives back what it has opened; also where nothing was begun. */
    @Override
    default void close() {}
}
