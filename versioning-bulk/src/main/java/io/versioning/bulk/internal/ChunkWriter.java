package io.versioning.bulk.internal;

import io.versioning.Outcome.NotApplied;
import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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

    /** A bad piece of at most so many rows has its good parts committed together: a COMMIT costs far more than a savepoint. */
    private static final int TOGETHER = 1250;

    /** How many parts of a piece are committed together: more than 64 slow PostgreSQL down, for all sessions. */
    private static final int MOST_PARTS = 50;

    /** How many rows may fail one after the other, each alone, for a reason that may be the statement's, and is then. */
    private static final int BARREN = 10;

    /** How many rows may be suspected in a piece that are written then. */
    private static final int MOST_INNOCENT = 3;

    private final ChunkMeans means;
    private final ChunkScope scope;
    private final PieceWriter writer;
    private final LockTimeout timeout;
    private final Comparator<BulkRow> order;
    private final Outcomes outcomes;
    private final Attempts attempts;
    private final List<BulkRow> left = new ArrayList<>();
    private final Set<Shape> proven = new HashSet<>();
    private int barren;
    private int parts;
    private int innocent;
    private boolean apart;
    private @Nullable Reach reach;

    ChunkWriter(ChunkMeans means) {
        this.means = means;
        this.scope = means.scope();
        this.writer = means.writer();
        this.timeout = means.timeout();
        this.order = means.order();
        this.outcomes = means.outcomes();
        this.attempts = new Attempts(means);
    }

    @Override
    public void write(List<BulkRow> chunk) {
        apart = false;
        write(chunk, 1);
        if (!timeout.isPatient()) {
            regainPatience();
        }
    }

    private void regainPatience() {
        try {
            timeout.regainPatience();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("A connection is lost", e); // the next chunk finds out
        }
    }

    private void write(List<BulkRow> rows, int tried) {
        if (isEnded()) {
            outcomes.putAll(rows, NotApplied.because(NotApplied.NOT_ATTEMPTED));
            return;
        } else if (parts == MOST_PARTS) {
            left.addAll(rows);
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
                countBarren(rows.get(0), failure);
            } else if (failure.kind() == SqlFailure.Kind.BUSY && timeout.isPatient()) {
                writeWhatIsFree(rows, failure);
            } else if (!isWrittenTogether(rows)) {
                writeApart(rows, failure);
            }
        } else if (failure.kind() == SqlFailure.Kind.ABORTED && scope.commits() && tried < TRIES) {
            write(rows, tried + 1);
        } else {
            outcomes.putAll(rows, Failures.of(failure));
            if (failure.kind() != SqlFailure.Kind.ABORTED || !scope.commits()) {
                attempts.end(failure);
            }
        }
    }

    private void countBarren(BulkRow row, SqlFailure failure) {
        boolean isOfThisRow = Failures.isOfSomeRow(failure) || proven.contains(row.shape());
        barren = isOfThisRow ? 0 : barren + 1;
        if (barren == BARREN) {
            attempts.end(failure);
        }
    }

    private void writeApart(List<BulkRow> rows, SqlFailure failure) {
        OptionalInt guess = reach == null ? OptionalInt.empty() : reach.ofFailure(failure, rows.size());
        List<BulkRow> refused = reach == null ? List.of() : refusedAlike(rows, failure);
        if (!refused.isEmpty()) {
            writeWithout(refused, rows, Pieces.firstOf(guess.orElse(0), rows, order));
            return;
        }
        List<List<BulkRow>> pieces = guess.isEmpty() ? List.of() : Pieces.around(rows, guess.getAsInt(), order);
        if (pieces.size() < 2) {
            writeInPieces(rows);
            return;
        }
        BulkRow suspect = rows.get(guess.getAsInt());
        boolean isRight = true;
        for (List<BulkRow> piece : pieces) {
            write(piece, 1);
            if (isRight && outcomes.isApplied(suspect)) {
                isRight = false;
                Objects.requireNonNull(reach).wasWrong();
            }
        }
    }

    /**
     * The same condition may refuse many rows: those that do not meet it are tried alone, and have their outcomes if they fail.
     * Where triggers have the last word the condition is a bad guess, which is soon given up.
     */
    private List<BulkRow> refusedAlike(List<BulkRow> rows, SqlFailure failure) {
        List<BulkRow> refused = new ArrayList<>();
        BitSet suspects = new BitSet(rows.size());
        if (Failures.hasCondition(failure) && innocent < MOST_INNOCENT) {
            // undone, as a condition may be a function that writes
            Optional<SqlFailure> unused =
                    attempts.rehearse(rows, () -> suspects.or(writer.suspects(rows, failure.refusedByConstraint())));
        }
        for (int at = suspects.nextSetBit(0); at >= 0 && innocent < MOST_INNOCENT; at = suspects.nextSetBit(at + 1)) {
            if (isEnded()) {
                return refused;
            } else if (Pieces.isAlone(at, rows, order) && isRefused(rows.get(at))) {
                refused.add(rows.get(at));
            }
        }
        return refused;
    }

    /** Tries a row, and undoes that: no lock is held then, and the rows before it can be locked first. */
    private boolean isRefused(BulkRow row) {
        List<BulkRow> rows = List.of(row);
        Optional<SqlFailure> failure = attempts.rehearse(rows, () -> writer.write(rows, outcomes));
        if (failure.isEmpty()) {
            innocent++;
            return false;
        }
        if (failure.get().kind() == SqlFailure.Kind.BUSY && timeout.isPatient()) {
            timeout.losePatience();
        }
        afterFailure(rows, failure.get(), 1);
        return true;
    }

    /** Writes the others: first those that were written before the first bad one, which are not to be written in vain again. */
    private void writeWithout(List<BulkRow> refused, List<BulkRow> rows, int before) {
        Set<BulkRow> left = Collections.newSetFromMap(new IdentityHashMap<>());
        left.addAll(refused);
        for (List<BulkRow> part : List.of(rows.subList(0, before), rows.subList(before, rows.size()))) {
            List<BulkRow> rest =
                    part.stream().filter(row -> !left.contains(row)).toList();
            if (!rest.isEmpty()) {
                write(rest, 1);
            }
        }
    }

    private void writeInPieces(List<BulkRow> rows) {
        List<List<BulkRow>> pieces = Pieces.of(rows, order);
        for (List<BulkRow> piece :
                pieces.size() > 1 ? pieces : rows.stream().map(List::of).toList()) {
            if (!isWrittenTogether(piece)) {
                write(piece, 1);
            }
        }
    }

    /**
     * Writes a small piece of a bad chunk in one transaction, its parts each in a savepoint. If anything goes wrong but for bad
     * rows, nothing of it is kept, and the rest of the chunk is written apart, each part in a transaction of its own.
     */
    private boolean isWrittenTogether(List<BulkRow> rows) {
        if (rows.size() == 1 || rows.size() > TOGETHER || apart || isEnded()) {
            return false;
        }
        Reach watch = writer.reach();
        Optional<ChunkScope> savepoints = scope.inner(watch::undo);
        if (savepoints.isEmpty()) {
            return false;
        }
        ChunkWriter inner = new ChunkWriter(means.in(savepoints.get()));
        inner.proven.addAll(proven);
        inner.reach = watch;
        Optional<SqlFailure> failure = attempt(rows, () -> {
            watch.begin();
            inner.write(rows, 1);
            SqlFailure innerEnd = inner.attempts.end();
            if (innerEnd != null) {
                throw innerEnd.safeCause();
            }
        });
        if (failure.isPresent() && isEnded()) {
            outcomes.putAll(rows, Failures.of(failure.get()));
        } else if (failure.isPresent()) {
            apart = true;
        } else if (!inner.left.isEmpty() && !isWrittenTogether(inner.left)) {
            writeInPieces(inner.left);
        }
        return failure.isEmpty() || isEnded();
    }

    /** Waits no second time in a chunk: rows that others hold are found without waiting, and the rest is written. */
    private void writeWhatIsFree(List<BulkRow> rows, SqlFailure busy) {
        timeout.losePatience();
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
        // without the held rows it may still wait for something else, such as a unique value that is not committed
        failure.ifPresent(why -> afterFailure(free.isEmpty() ? rows : free, why, 1));
    }

    private Optional<SqlFailure> attempt(List<BulkRow> rows, Attempts.Work work) {
        Optional<SqlFailure> failure = attempts.keep(rows, work);
        if (failure.isEmpty()) {
            barren = 0;
            kept(rows);
        }
        return failure;
    }

    private void kept(List<BulkRow> rows) {
        long applied = 0;
        Shape last = null;
        for (BulkRow row : rows) {
            if (outcomes.isApplied(row)) {
                applied++;
                if (row.shape() != last) {
                    last = row.shape();
                    proven.add(last);
                }
            }
        }
        if (reach != null) {
            reach.kept(applied);
            parts++;
        }
    }

    @Override
    public boolean isEnded() {
        return attempts.end() != null;
    }
}
