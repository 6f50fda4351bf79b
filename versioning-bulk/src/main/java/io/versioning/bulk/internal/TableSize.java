package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Whether a table is large: so large that the planner, who takes an array of unknown length for one of ten, looks up the rows
 * of its elements by the key's index, and so locks them in the order of the array. It reads a smaller table as a whole.
 *
 * @param isLarge whether it was large
 * @param asked when that was, by the clock of this machine
 */
record TableSize(boolean isLarge, long asked) {

    /** To read so much costs the planner several times what ten look-ups do. */
    private static final long LARGE_BYTES = 8L << 20;

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private static final String SIZE = "select pg_relation_size(?::regclass)";

    /** Asks for the size; a table with partitions has none of its own, and counts as small. */
    static TableSize of(CheckedTable table, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SIZE)) {
            statement.setString(1, table.name());
            try (ResultSet size = statement.executeQuery()) {
                size.next();
                return new TableSize(size.getLong(1) >= LARGE_BYTES, System.nanoTime());
            }
        }
    }

    /** Whether it may be another by now. */
    boolean isOld() {
        return System.nanoTime() - asked > FRESH_NANOS;
    }
}
