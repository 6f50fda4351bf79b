package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;

/** All rows of a call as one: kept if each of them was written, and undone otherwise. Not thread-safe. */
final class WholeCall {

    private final CheckedTable table;
    private final TransactionScope scope;
    private final Outcomes outcomes;
    private final CommitWitness witness;

    WholeCall(CheckedTable table, TransactionScope scope, Outcomes outcomes, CommitWitness witness) {
        this.table = table;
        this.scope = scope;
        this.outcomes = outcomes;
        this.witness = witness;
    }

    /** Writes the rows, in the transaction that it is given, and tells whether nothing more can be written. */
    @FunctionalInterface
    interface Work {
        boolean in(TransactionScope transaction) throws SQLException;
    }

    boolean run(Work work) throws SQLException {
        return scope.joined() ? inPartOfTransaction(work) : inOwnTransaction(work);
    }

    private boolean inPartOfTransaction(Work work) throws SQLException {
        Connection connection = scope.connection();
        Savepoint before = connection.setSavepoint();
        boolean ended;
        try {
            ended = work.in(scope);
        } catch (SQLException | RuntimeException e) {
            undo(connection, before);
            throw e;
        }
        if (outcomes.areAllApplied()) {
            connection.releaseSavepoint(before);
        } else {
            outcomes.replaceApplied(NotApplied.because(NotApplied.ROLLED_BACK));
            undo(connection, before);
        }
        return ended;
    }

    /** Where even that fails, the transaction is lost, and must not be committed. */
    private void undo(Connection connection, Savepoint before) {
        try {
            connection.rollback(before);
            connection.releaseSavepoint(before);
        } catch (SQLException lost) {
            scope.doom(lost);
        }
    }

    private boolean inOwnTransaction(Work work) throws SQLException {
        Connection connection = scope.connection();
        try {
            connection.setAutoCommit(false);
            boolean ended = work.in(new OwnTransaction(connection));
            if (outcomes.areAllApplied()) {
                commit(connection);
            } else {
                outcomes.replaceApplied(NotApplied.because(NotApplied.ROLLED_BACK));
            }
            return ended;
        } finally {
            OwnConnection.giveBack(connection);
        }
    }

    private void commit(Connection connection) {
        try {
            Deferred.settle(table, connection);
            witness.beforeCommit(connection);
        } catch (SQLException e) {
            outcomes.replaceApplied(
                    NotApplied.because(NotApplied.ROLLED_BACK, SqlFailure.of(e).state()));
            return;
        }
        try {
            connection.commit();
            outcomes.commitApplied();
        } catch (SQLException e) {
            SqlFailure failure = SqlFailure.of(e);
            if (failure.isCertain()) {
                outcomes.replaceApplied(NotApplied.because(NotApplied.ROLLED_BACK, failure.state()));
            } else {
                outcomes.unknownApplied(witness);
            }
        } catch (RuntimeException driverFailed) {
            outcomes.unknownApplied(witness);
        }
    }
}
