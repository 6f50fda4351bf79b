package io.versioning.bulk.internal;

import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * Guesses which row made a statement fail, so that the others need not be searched: rows are written in their order, and
 * PostgreSQL counts also what was undone since. It is a guess, as triggers write too, and rows that lost are not counted;
 * after some wrong ones it is given up. Not thread-safe.
 */
final class Reach {

    private static final int MOST_WRONG = 3;

    private final PieceStatements statements;
    private OptionalLong counted;
    private long kept;
    private int wrong;

    private Reach(PieceStatements statements, OptionalLong counted) {
        this.statements = statements;
        this.counted = counted;
    }

    /** Begins, in a transaction that goes on behind errors. */
    static Reach begin(PieceStatements statements) throws SQLException {
        return new Reach(statements, statements.writes());
    }

    /** So many rows were written, and are not undone. */
    void kept(long rows) {
        kept += rows;
    }

    /** It was not that row. */
    void wasWrong() {
        wrong++;
    }

    /** The ordinal, from 0, of the row at which the last statement failed; empty if there is no telling. */
    OptionalInt ofFailure(int rows) throws SQLException {
        if (counted.isEmpty() || wrong == MOST_WRONG) {
            return OptionalInt.empty();
        }
        OptionalLong now = statements.writes();
        if (now.orElse(0) == 0) {
            return OptionalInt.empty(); // nothing is counted, as for partitioned tables
        }
        long ordinal = now.orElse(0) - counted.getAsLong() - kept;
        counted = now;
        kept = 0;
        return ordinal < 0 || ordinal >= rows ? OptionalInt.empty() : OptionalInt.of((int) ordinal);
    }
}
