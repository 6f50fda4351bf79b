package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

    /** The rows whose ids the database takes, with their ranks. */
    List<BulkRow> of(List<BulkRow> rows) throws SQLException {
        Optional<List<BulkRow>> all = ranked(rows);
        if (all.isPresent()) {
            return all.get();
        }
        List<BulkRow> fit = new ArrayList<>();
        collectFit(rows, fit);
        return fit.isEmpty() ? List.of() : statements.ranked(fit);
    }

    private void collectFit(List<BulkRow> rows, List<BulkRow> fit) throws SQLException {
        for (List<BulkRow> piece : Pieces.of(rows, IdOrder.none())) {
            if (ranked(piece).isPresent()) {
                fit.addAll(piece);
            } else if (piece.size() > 1) {
                collectFit(piece, fit);
            }
        }
    }

    /** Empty if the database does not take all ids; if it does not take the one of a single row, that has its outcome. */
    private Optional<List<BulkRow>> ranked(List<BulkRow> rows) throws SQLException {
        Savepoint before = connection.getAutoCommit() ? null : connection.setSavepoint();
        List<BulkRow> ranked;
        try {
            ranked = statements.ranked(rows);
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
            return Optional.empty();
        }
        if (before != null) {
            connection.releaseSavepoint(before);
        }
        return Optional.of(ranked);
    }
}
