package io.versioning.bulk.internal;

import io.versioning.internal.write.Loser;
import io.versioning.internal.write.RowStatements;
import java.sql.SQLException;
import java.util.List;

/**
 * The statements of one row, where somebody completes what was read of it. Not thread-safe.
 *
 * @param statements the statements
 * @param attendant completes
 * @param row the row
 */
record AttendedStatements(RowStatements statements, Attendant attendant, BulkRow row) implements RowStatements {

    @Override
    public Written write() throws SQLException {
        return statements.write();
    }

    @Override
    public Loser loser() throws SQLException {
        return attendant
                .completed(List.of(row.position()), List.of(statements.loser()))
                .get(0);
    }

    @Override
    public void lock() throws SQLException {
        statements.lock();
    }
}
