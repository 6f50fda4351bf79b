package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowStatements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.Map;

/** A row that is written by a statement of its own, among others that are written together. */
final class LoneRow {

    private LoneRow() {}

    /** Writes it, as {@link PieceStatements#write} does with many. */
    static PieceStatements.Written write(
            RowStatements.Factory statements, CheckedTable table, Connection connection, BulkRow row)
            throws SQLException {
        RowStatements.Written answer = statements
                .on(table, connection, new Precondition(row.expected()))
                .write();
        if (answer.rows() > 1) {
            throw new SQLException("one id named several rows", PieceStatements.CARDINALITY);
        }
        Long version = answer.version();
        if (version != null && version != row.expected() + 1) {
            throw new SQLException("something besides the library sets the version", PieceWriter.BY_A_TRIGGER);
        }
        BitSet written = new BitSet(1);
        written.set(0, answer.rows() == 1);
        return new PieceStatements.Written(written, Map.of());
    }
}
