package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the database for the order of ids that only it can compare, before anything is written. An id that is none to it, such
 * as a word that an enumeration does not have, is refused, and the others are ranked without it. Not thread-safe.
 */
final class Ranking {

    private final SetStatements statements;
    private final Connection connection;
    private final Outcomes outcomes;

    /**
     * A question.
     *
     * @param statements ask
     * @param connection the connection
     * @param outcomes takes the outcomes of rows whose ids are refused
     */
    Ranking(SetStatements statements, Connection connection, Outcomes outcomes) {
        this.statements = statements;
        this.connection = connection;
        this.outcomes = outcomes;
    }

    /** The ranks of rows by position: of those whose ids the database takes. */
    Map<Integer, Long> of(List<BulkRow> rows) throws SQLException {
        Map<Integer, Long> ranks = new HashMap<>();
        if (isRanked(rows, ranks)) {
            return ranks;
        }
        List<BulkRow> fit = new ArrayList<>();
        collectFit(rows, fit);
        return fit.isEmpty() ? Map.of() : statements.ranks(fit);
    }

    private void collectFit(List<BulkRow> rows, List<BulkRow> fit) throws SQLException {
        for (List<BulkRow> piece : Pieces.of(rows, IdOrder.none())) {
            if (isRanked(piece, new HashMap<>())) {
                fit.addAll(piece);
            } else if (piece.size() > 1) {
                collectFit(piece, fit);
            }
        }
    }

    /** Tells whether the database takes all ids; if it does not take the one of a single row, that has its outcome. */
    private boolean isRanked(List<BulkRow> rows, Map<Integer, Long> ranks) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        try {
            ranks.putAll(statements.ranks(rows));
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (!Failures.isOfSomeRow(failure)) {
                throw e;
            }
            if (rows.size() == 1) {
                outcomes.put(rows.get(0), Failures.of(failure));
            }
            if (before != null) {
                connection.rollback(before);
            }
            return false;
        }
        if (before != null) {
            connection.releaseSavepoint(before);
        }
        return true;
    }
}
