package io.versioning.bulk.internal;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Refusal;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.Loser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the rows of a piece, inside of one transaction, and judges each of them by itself. Not thread-safe.
 *
 * <p>A row that was not written is read by a fresh statement: a sub-select of the same one would see the old version. If
 * it turns out to be at the expected version after all, another writer has brought it there while the statement waited, and
 * it is written again; at last under a lock. What is not written then either, something holds back.
 *
 * <p>What a trigger did for a row that was not written in the end can be undone only with its piece: then the piece fails, as
 * one with a bad row does.
 */
final class PieceWriter {

    /** A trigger has changed what was written, or kept it from being written: ISO/IEC 9075-2, class 09. */
    static final String BY_A_TRIGGER = "09000";

    /** How often rows that turn out to be at the expected version after all are written again without a lock. */
    private static final int UNLOCKED_TRIES = 3;

    private final CheckedTable table;
    private final String entity;
    private final PieceStatements statements;
    private final Comparator<BulkRow> order;
    private final boolean joined;

    /**
     * A writer.
     *
     * @param table the table
     * @param entity what its rows are called
     * @param statements executes
     * @param order the order of locks, which tells ids apart
     * @param joined whether the transaction is the caller's
     */
    PieceWriter(
            CheckedTable table, String entity, PieceStatements statements, Comparator<BulkRow> order, boolean joined) {
        this.table = table;
        this.entity = entity;
        this.statements = statements;
        this.order = order;
        this.joined = joined;
    }

    /** Watches how far statements come that fail. */
    Reach reach() {
        return new Reach(statements);
    }

    /**
     * Guesses which rows are refused for the same reason.
     *
     * @param refusal why some row of them was refused
     * @throws SQLException if the database can't answer
     */
    BitSet suspects(List<BulkRow> rows, Refusal refusal) throws SQLException {
        return Waves.haveSeveralShapes(rows)
                ? new BitSet()
                : statements.suspects(rows.get(0).shape(), rows, refusal);
    }

    /** Which rows are there, and held by other transactions, without waiting for these; the rest is locked. */
    BitSet held(List<BulkRow> rows) throws SQLException {
        BitSet free = statements.lockUnlocked(rows);
        List<Loser> found = statements.versions(rows);
        BitSet held = new BitSet(rows.size());
        for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
            held.set(ordinal, found.get(ordinal).version() != null && !free.get(ordinal));
        }
        return held;
    }

    /**
     * Writes rows.
     *
     * @param sorted the rows in the order of their ids, those of one id in input order
     * @param outcomes takes an outcome for each of them
     * @throws SQLException if the database refuses a row, or fails: then nothing is known of any
     */
    void write(List<BulkRow> sorted, Outcomes outcomes) throws SQLException {
        List<List<BulkRow>> waves = Waves.of(sorted, order);
        if (waves.size() > 1 || Waves.haveSeveralShapes(sorted)) {
            // several statements would lock each in the right order, and all of them together in none
            statements.lock(waves.get(0));
        }
        for (List<BulkRow> wave : waves) {
            if (table.facts().triggers()) {
                writeJudged(wave, outcomes);
            } else {
                judge(writeOnce(wave, outcomes), outcomes);
            }
        }
    }

    /**
     * Judges rows before they are written, under locks: what is found afterwards may be what a trigger has done for a row
     * that it swallowed.
     */
    private void writeJudged(List<BulkRow> wave, Outcomes outcomes) throws SQLException {
        statements.lock(wave);
        List<BulkRow> open = notConflicted(wave, outcomes);
        if (!open.isEmpty() && !writeOnce(open, outcomes).isEmpty()) {
            throw new SQLException("a trigger held a row back", BY_A_TRIGGER);
        }
        requireWritten(open, outcomes);
    }

    /** Judges once more what was written, after what waits for the end of the transaction has happened. */
    void requireSettled(List<BulkRow> sorted, Outcomes outcomes) throws SQLException {
        if (table.facts().triggers() && table.facts().waits()) {
            List<BulkRow> last = new ArrayList<>();
            for (BulkRow row : sorted) {
                if (!last.isEmpty() && outcomes.isApplied(row) && order.compare(last.get(last.size() - 1), row) == 0) {
                    last.remove(last.size() - 1);
                }
                if (outcomes.isApplied(row)) {
                    last.add(row);
                }
            }
            requireWritten(last, outcomes);
        }
    }

    /** Writes rows of different ids, and returns those that were not written. */
    private List<BulkRow> writeOnce(List<BulkRow> rows, Outcomes outcomes) throws SQLException {
        List<BulkRow> missed = new ArrayList<>();
        for (Map.Entry<Shape, List<BulkRow>> shape : Waves.byShape(rows).entrySet()) {
            List<BulkRow> some = shape.getValue();
            PieceStatements.Written written = statements.write(shape.getKey(), some);
            for (int ordinal = 0; ordinal < some.size(); ordinal++) {
                BulkRow row = some.get(ordinal);
                if (written.rows().get(ordinal)) {
                    outcomes.applied(row, joined ? Durability.PENDING : Durability.COMMITTED);
                    continue;
                }
                SqlFailure refused = written.refused().get(ordinal);
                if (refused == null) {
                    missed.add(row);
                } else {
                    outcomes.put(row, Failures.of(refused));
                }
            }
        }
        return missed;
    }

    private void judge(List<BulkRow> missed, Outcomes outcomes) throws SQLException {
        List<BulkRow> open = missed;
        for (int tried = 1; tried < UNLOCKED_TRIES && !open.isEmpty(); tried++) {
            open = notConflicted(open, outcomes);
            open = open.isEmpty() ? open : writeOnce(open, outcomes);
        }
        if (!open.isEmpty()) {
            statements.lock(open);
            List<BulkRow> held = notConflicted(writeOnce(open, outcomes), outcomes);
            outcomes.putAll(held, new Outcome.Refused(Refusal.heldBack(null)));
        }
    }

    /** Reads rows that were not written, and returns those that are at their versions after all. */
    private List<BulkRow> notConflicted(List<BulkRow> missed, Outcomes outcomes) throws SQLException {
        List<BulkRow> others = new ArrayList<>();
        if (missed.isEmpty()) {
            return others;
        }
        List<Loser> found = statements.read(missed);
        for (int ordinal = 0; ordinal < missed.size(); ordinal++) {
            BulkRow row = missed.get(ordinal);
            Optional<Conflict> conflict = found.get(ordinal).conflict(row.named(entity), table.dialect(), joined);
            if (conflict.isPresent()) {
                outcomes.conflicted(row, conflict.get());
            } else {
                others.add(row);
            }
        }
        return others;
    }

    /** What a write returns was computed before the triggers that come after it. */
    private void requireWritten(List<BulkRow> rows, Outcomes outcomes) throws SQLException {
        List<BulkRow> updated = rows.stream()
                .filter(row -> !row.shape().deletes() && outcomes.isApplied(row))
                .toList();
        if (updated.isEmpty()) {
            return;
        }
        List<Loser> found = statements.versions(updated);
        for (int at = 0; at < updated.size(); at++) {
            Long version = found.get(at).version();
            if (version == null || version != updated.get(at).expected() + 1) {
                throw new SQLException("something besides the library sets the version", BY_A_TRIGGER);
            }
        }
    }
}
