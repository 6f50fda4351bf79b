package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Guesses which row made a statement fail, so that the others need not be searched: rows are written in their order, and
 * PostgreSQL counts also what was undone since. It is a guess, as triggers write too, and rows that lost are not counted;
 * after some wrong ones it is given up. Not thread-safe.
 */
final class Reach {

    private static final int MOST_WRONG = 3;

    /** Unique and exclusion violation: found when the row was counted already, by the index that it comes into. */
    private static final Set<String> OF_INDEXES = Set.of("23505", "23P01");

    private final PieceStatements statements;
    private OptionalLong counted = OptionalLong.empty();
    private OptionalLong undone = OptionalLong.empty();
    private long kept;
    private int wrong;

    Reach(PieceStatements statements) {
        this.statements = statements;
    }

    /** Begins, in a transaction that goes on behind errors. */
    void begin() throws SQLException {
        counted = statements.writes();
    }

    /** So many rows were written, and are not undone. */
    void kept(long rows) {
        kept += rows;
    }

    /** It was not that row. */
    void wasWrong() {
        wrong++;
    }

    /** Undoes what was written since a savepoint. */
    void undo(Savepoint savepoint) throws SQLException {
        OptionalLong now = statements.undo(savepoint);
        // nothing is counted of a table with partitions
        undone =
                now.orElse(0) == 0 ? OptionalLong.empty() : OptionalLong.of(now.getAsLong() - counted.orElse(0) - kept);
        counted = now;
        kept = 0;
    }

    /** The ordinal, from 0, of the row at which a statement failed that was undone; empty if there is no telling. */
    OptionalInt ofFailure(SqlFailure failure, int rows) {
        if (undone.isEmpty() || wrong == MOST_WRONG) {
            return OptionalInt.empty();
        }
        long ordinal = OF_INDEXES.contains(failure.state()) ? undone.getAsLong() - 1 : undone.getAsLong();
        return ordinal < 0 || ordinal >= rows ? OptionalInt.empty() : OptionalInt.of((int) ordinal);
    }
}
