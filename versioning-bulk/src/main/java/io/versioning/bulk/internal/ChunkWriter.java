package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes chunks by sets. A chunk that has a bad row is undone, and written in pieces, of which the good ones are kept.
 * Not thread-safe.
 */
final class ChunkWriter implements RowsWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ChunkWriter.class);

    /** How often a chunk is tried that the database gives up: nothing of it was applied, and it is checked anew. */
    private static final int TRIES = 4;

    /** How many rows may fail one after the other, each alone, for a reason that may be the statement's, and is then. */
    private static final int BARREN = 2;

    private final ChunkScope scope;
    private final PieceWriter writer;
    private final LockTimeout timeout;
    private final Comparator<BulkRow> order;
    private final Outcomes outcomes;
    private final CommitWitness witness;
    private final List<BulkRow> kept = new ArrayList<>();
    private boolean splits;
    private int barren;
    private boolean ended;

    /**
     * A writer.
     *
     * @param scope surrounds each piece
     * @param writer writes one
     * @param timeout how long it waits for rows that others hold
     * @param order tells ids apart
     * @param outcomes takes an outcome for each row
     * @param witness tells what proves that a piece was committed
     */
    ChunkWriter(
            ChunkScope scope,
            PieceWriter writer,
            LockTimeout timeout,
            Comparator<BulkRow> order,
            Outcomes outcomes,
            CommitWitness witness) {
        this.scope = scope;
        this.writer = writer;
        this.timeout = timeout;
        this.order = order;
        this.outcomes = outcomes;
        this.witness = witness;
    }

    @Override
    public void write(List<BulkRow> chunk) {
        write(chunk, 1);
    }

    private void write(List<BulkRow> rows, int tried) {
        if (ended) {
            outcomes.putAll(rows, NotApplied.because(NotApplied.NOT_ATTEMPTED));
            return;
        }
        Optional<SqlFailure> failure = attempt(rows, () -> writer.write(rows, outcomes));
        if (failure.isPresent()) {
            afterFailure(rows, failure.get(), tried);
        }
    }

    private void afterFailure(List<BulkRow> rows, SqlFailure failure, int tried) {
        if (Failures.isOfSomeRow(failure) || Failures.maybeOfSomeRow(failure)) {
            if (rows.size() == 1) {
                outcomes.put(rows.get(0), Failures.of(failure));
                countBarren(failure);
            } else if (failure.kind() == SqlFailure.Kind.BUSY && timeout.isPatient()) {
                writeWhatIsFree(rows, failure);
            } else {
                writeInPieces(rows);
            }
        } else if (failure.kind() == SqlFailure.Kind.ABORTED && splits) {
            writeAllAgain(rows, failure);
        } else if (failure.kind() == SqlFailure.Kind.ABORTED && scope.commits() && tried < TRIES) {
            write(rows, tried + 1);
        } else {
            outcomes.putAll(rows, Failures.of(failure));
            if (failure.kind() != SqlFailure.Kind.ABORTED || !scope.commits()) {
                end(failure);
            }
        }
    }

    private void countBarren(SqlFailure failure) {
        barren = Failures.isOfSomeRow(failure) ? 0 : barren + 1;
        if (barren == BARREN) {
            end(failure);
        }
    }

    private void writeInPieces(List<BulkRow> rows) {
        boolean outermost = scope.commits() && !splits;
        if (outermost) {
            splits = true;
            scope.split();
        }
        List<List<BulkRow>> pieces = Pieces.of(rows, order);
        if (pieces.size() > 1) {
            pieces.forEach(piece -> write(piece, 1));
        } else {
            rows.forEach(row -> write(List.of(row), 1));
        }
        if (outermost && splits) {
            splits = false;
            commitKept();
        }
    }

    /** Commits what was kept for the time being. */
    private void commitKept() {
        try {
            scope.unsplit();
        } catch (SQLException e) {
            keptNotCommitted(SqlFailure.of(e));
        } catch (RuntimeException e) {
            keptNotCommitted(SqlFailure.of(new SQLException("The driver failed", e)));
        }
        kept.clear();
    }

    private void keptNotCommitted(SqlFailure failure) {
        List<BulkRow> rows = List.copyOf(kept);
        kept.clear();
        notKept(rows, failure).ifPresent(certain -> rows.forEach(row -> write(List.of(row), 1)));
    }

    /** The database has given up a piece, and with it, perhaps, those that were kept for the time being. */
    private void writeAllAgain(List<BulkRow> rows, SqlFailure failure) {
        List<BulkRow> again = new ArrayList<>(kept);
        again.addAll(rows);
        kept.clear();
        splits = false;
        try {
            scope.undoSplit();
        } catch (SQLException | RuntimeException e) {
            outcomes.putAll(again, Failures.of(failure));
            end(failure);
            return;
        }
        write(again, 1);
    }

    /** Waits no second time for rows that others hold: those are found without waiting, and the rest is written. */
    private void writeWhatIsFree(List<BulkRow> rows, SqlFailure busy) {
        List<BulkRow> free = new ArrayList<>();
        Optional<SqlFailure> failure = attempt(rows, () -> {
            BitSet held = writer.held(rows);
            for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
                if (held.get(ordinal)) {
                    outcomes.put(rows.get(ordinal), Failures.of(busy));
                } else {
                    free.add(rows.get(ordinal));
                }
            }
            if (!free.isEmpty()) {
                writer.write(free, outcomes);
            }
        });
        if (failure.isPresent()) {
            afterFreeFailed(free.isEmpty() ? rows : free, failure.get());
        }
    }

    private void afterFreeFailed(List<BulkRow> rows, SqlFailure failure) {
        if (failure.kind() == SqlFailure.Kind.BUSY) {
            // with its rows locked it has waited for something else, such as a unique value that is not committed
            writeWithoutWaiting(rows);
        } else {
            afterFailure(rows, failure, TRIES);
        }
    }

    private void writeWithoutWaiting(List<BulkRow> rows) {
        timeout.losePatience();
        writeInPieces(rows);
        try {
            timeout.regainPatience();
        } catch (SQLException e) {
            end(SqlFailure.of(e));
        }
    }

    /** Work on a piece. */
    @FunctionalInterface
    private interface Work {
        void run() throws SQLException;
    }

    /** Carries out work and keeps it; if it fails, it was undone, or nobody can tell, which the outcomes say then. */
    private Optional<SqlFailure> attempt(List<BulkRow> rows, Work work) {
        try {
            scope.begin();
            if (!timeout.isPatient()) {
                timeout.none();
            }
            work.run();
            scope.settle();
            writer.requireSettled(rows, outcomes);
        } catch (SQLException e) {
            return Optional.of(undone(SqlFailure.of(e)));
        } catch (RuntimeException e) {
            return Optional.of(undone(SqlFailure.of(new SQLException("The driver failed", e))));
        }
        try {
            boolean isCommitted = scope.keep();
            barren = 0;
            if (isCommitted) {
                kept.clear();
            } else {
                kept.addAll(rows);
            }
            return Optional.empty();
        } catch (SQLException e) {
            return notKept(rows, SqlFailure.of(e));
        } catch (RuntimeException e) {
            return notKept(rows, SqlFailure.of(new SQLException("The driver failed", e)));
        }
    }

    private Optional<SqlFailure> notKept(List<BulkRow> rows, SqlFailure failure) {
        if (scope.commits() && !failure.isCertain()) {
            kept.addAll(rows);
            outcomes.unknown(kept, order, failure, witness);
            kept.clear();
            end(failure);
            return Optional.empty();
        }
        return Optional.of(undone(failure));
    }

    /** Undoes a piece; a connection that can't even do that has lost its transaction. */
    private SqlFailure undone(SqlFailure failure) {
        try {
            scope.undo();
        } catch (SQLException | RuntimeException e) {
            end(failure);
            scope.lose(failure);
            kept.stream()
                    .filter(outcomes::isApplied)
                    .forEach(row -> outcomes.put(row, NotApplied.because(NotApplied.ABORTED, failure.state())));
            kept.clear();
            if (!scope.commits()) {
                outcomes.replaceApplied(NotApplied.because(NotApplied.ABORTED, failure.state()));
            }
        }
        return failure;
    }

    private void end(SqlFailure failure) {
        if (!ended) {
            ended = true;
            LOG.warn("A bulk ends before its last row: {}", failure.description(), failure.safeCause());
        }
    }

    @Override
    public boolean isEnded() {
        return ended;
    }
}
