package io.versioning.bulk.internal;

import io.versioning.Refusal;
import io.versioning.internal.write.Loser;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.BitSet;
import java.util.List;
import java.util.OptionalLong;

/**
 * The statements of a piece, where somebody completes what was read of its rows. Not thread-safe.
 *
 * @param statements the statements
 * @param attendant completes
 */
record AttendedPieces(PieceStatements statements, Attendant attendant) implements PieceStatements {

    @Override
    public Written write(Shape shape, List<BulkRow> rows) throws SQLException {
        return statements.write(shape, rows);
    }

    @Override
    public List<Loser> read(List<BulkRow> rows) throws SQLException {
        return attendant.completed(rows.stream().map(BulkRow::position).toList(), statements.read(rows));
    }

    @Override
    public List<Loser> versions(List<BulkRow> rows) throws SQLException {
        return statements.versions(rows);
    }

    @Override
    public void lock(List<BulkRow> rows) throws SQLException {
        statements.lock(rows);
    }

    @Override
    public BitSet lockUnlocked(List<BulkRow> rows) throws SQLException {
        return statements.lockUnlocked(rows);
    }

    @Override
    public BitSet suspects(Shape shape, List<BulkRow> rows, Refusal refusal) throws SQLException {
        return statements.suspects(shape, rows, refusal);
    }

    @Override
    public OptionalLong writes() throws SQLException {
        return statements.writes();
    }

    @Override
    public OptionalLong undo(Savepoint savepoint) throws SQLException {
        return statements.undo(savepoint);
    }
}
