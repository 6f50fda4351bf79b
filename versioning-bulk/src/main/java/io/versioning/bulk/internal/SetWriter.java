package io.versioning.bulk.internal;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Refusal;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Loser;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes rows by sets, inside of one transaction, and judges each of them by itself. Not thread-safe.
 *
 * <p>A row that was not written is read by a fresh statement: a sub-select of the same one would see the old version. If
 * it turns out to be at the expected version after all, another writer has brought it there while the statement waited, and
 * it is written again; at last under a lock. What is not written then either, something holds back.
 */
final class SetWriter {

    /** How often rows that turn out to be at the expected version after all are written again without a lock. */
    private static final int UNLOCKED_TRIES = 3;

    private final CheckedTable table;
    private final String entity;
    private final SetStatements statements;
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
    SetWriter(CheckedTable table, String entity, SetStatements statements, Comparator<BulkRow> order, boolean joined) {
        this.table = table;
        this.entity = entity;
        this.statements = statements;
        this.order = order;
        this.joined = joined;
    }

    /** Which rows are there, and held by other transactions, without waiting for these; the rest is locked. */
    BitSet held(List<BulkRow> rows) throws SQLException {
        BitSet free = statements.lockUnlocked(rows);
        BitSet held = statements.existing(rows);
        held.andNot(free);
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
        if (waves.size() > 1 || hasSeveralShapes(sorted)) {
            // several statements would lock each in the right order, and all of them together in none
            statements.lock(waves.get(0));
        }
        for (List<BulkRow> wave : waves) {
            judge(writeOnce(wave, outcomes), outcomes);
            requireUndisturbed(wave, outcomes);
        }
    }

    private static boolean hasSeveralShapes(List<BulkRow> rows) {
        Shape first = rows.get(0).shape();
        return rows.stream().anyMatch(row -> !row.shape().equals(first));
    }

    /** Writes rows of different ids, and returns those that were not written. */
    private List<BulkRow> writeOnce(List<BulkRow> rows, Outcomes outcomes) throws SQLException {
        List<BulkRow> missed = new ArrayList<>();
        for (Map.Entry<Shape, List<BulkRow>> shape : Waves.byShape(rows).entrySet()) {
            List<BulkRow> some = shape.getValue();
            BitSet written = statements.write(shape.getKey(), some);
            for (int ordinal = 0; ordinal < some.size(); ordinal++) {
                if (written.get(ordinal)) {
                    outcomes.applied(some.get(ordinal), joined ? Durability.PENDING : Durability.COMMITTED);
                } else {
                    missed.add(some.get(ordinal));
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
            for (BulkRow held : notConflicted(writeOnce(open, outcomes), outcomes)) {
                outcomes.put(held, new Outcome.Refused(Refusal.heldBack(null)));
            }
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
    private void requireUndisturbed(List<BulkRow> wave, Outcomes outcomes) throws SQLException {
        if (!table.facts().triggers()) {
            return;
        }
        List<BulkRow> updated = wave.stream()
                .filter(row -> !row.shape().deletes() && outcomes.isApplied(row))
                .toList();
        if (!updated.isEmpty()) {
            statements.requireWritten(updated);
        }
    }
}
