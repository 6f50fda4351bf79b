package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries to write pieces, each in its scope, and undoes what fails. Not thread-safe. */
final class Attempts {

    private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

    private final ChunkScope scope;
    private final PieceWriter writer;
    private final LockTimeout timeout;
    private final Comparator<BulkRow> order;
    private final Outcomes outcomes;
    private final CommitWitness witness;
    private @Nullable SqlFailure end;

    Attempts(ChunkMeans means) {
        this.scope = means.scope();
        this.writer = means.writer();
        this.timeout = means.timeout();
        this.order = means.order();
        this.outcomes = means.outcomes();
        this.witness = means.witness();
    }

    /** Work on a piece. */
    @FunctionalInterface
    interface Work {
        void run() throws SQLException;
    }

    /** Carries out work and keeps it; if it fails, it was undone, or nobody can tell, which the outcomes say then. */
    Optional<SqlFailure> keep(List<BulkRow> rows, Work work) {
        Optional<SqlFailure> failed = carryOut(rows, work);
        if (failed.isPresent()) {
            return failed;
        }
        try {
            scope.keep();
            return Optional.empty();
        } catch (SQLException e) {
            return notKept(rows, SqlFailure.of(e));
        } catch (RuntimeException e) {
            return notKept(rows, ofDriver(e));
        }
    }

    /** Carries out work, and undoes it also if it does not fail: no lock of it is held then. */
    Optional<SqlFailure> rehearse(List<BulkRow> rows, Work work) {
        Optional<SqlFailure> failed = carryOut(rows, work);
        if (failed.isEmpty()) {
            undo(rows, Optional.empty());
        }
        return failed;
    }

    /** Carries out work, of which nothing is kept yet; if it fails, it was undone. */
    Optional<SqlFailure> carryOut(List<BulkRow> rows, Work work) {
        try {
            scope.begin();
            if (!timeout.isPatient()) {
                timeout.none();
            }
            work.run();
            scope.settle(rows.stream().anyMatch(outcomes::isApplied));
            writer.requireSettled(rows, outcomes);
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(undone(rows, SqlFailure.of(e)));
        } catch (RuntimeException e) {
            return Optional.of(undone(rows, ofDriver(e)));
        }
    }

    private static SqlFailure ofDriver(RuntimeException failure) {
        return SqlFailure.of(new SQLException("The driver failed", failure));
    }

    private Optional<SqlFailure> notKept(List<BulkRow> rows, SqlFailure failure) {
        if (scope.commits() && !failure.isCertain()) {
            outcomes.unknown(rows, order, failure, witness);
            end(failure);
            return Optional.empty();
        }
        return Optional.of(undone(rows, failure));
    }

    private SqlFailure undone(List<BulkRow> rows, SqlFailure failure) {
        undo(rows, Optional.of(failure));
        return failure;
    }

    /** Undoes a piece; a connection that can't even do that has lost its transaction. */
    private void undo(List<BulkRow> rows, Optional<SqlFailure> why) {
        outcomes.forgetApplied(rows);
        try {
            scope.undo();
        } catch (SQLException e) {
            lose(why.orElseGet(() -> SqlFailure.of(e)));
        } catch (RuntimeException e) {
            lose(why.orElseGet(() -> ofDriver(e)));
        }
    }

    private void lose(SqlFailure failure) {
        end(failure);
        scope.lose(failure);
        if (scope.holdsTheCall()) {
            outcomes.replaceApplied(NotApplied.because(NotApplied.ABORTED, failure.state()));
        }
    }

    /** Nothing more can be written, for this reason. */
    void end(SqlFailure failure) {
        if (end == null) {
            end = failure;
            if (scope.commits() || scope.holdsTheCall()) {
                LOG.warn("A bulk ends before its last row: {}", failure.description(), failure.safeCause());
            }
        }
    }

    /** Why nothing more can be written; null if something can. */
    @Nullable
    SqlFailure end() {
        return end;
    }
}
