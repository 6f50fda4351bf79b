package io.versioning.bulk.internal;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.internal.sql.SqlFailure;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The outcomes of a call by input position, as they are known so far. Not thread-safe. */
public final class Outcomes {

    /** Of a row at the largest number that its version column holds: numeric value out of range. */
    static final Outcome OVERFLOW = new Outcome.Refused(Refusal.data("22003"));

    private final @Nullable Outcome[] outcomes;
    private Outcome.@Nullable Applied lastUpdated;

    Outcomes(int rows) {
        outcomes = new Outcome[rows];
    }

    /**
     * Returns what is known of a row.
     *
     * @param position its position
     * @return its outcome, or null if it has none yet
     */
    public @Nullable Outcome at(int position) {
        return outcomes[position];
    }

    void put(BulkRow row, Outcome outcome) {
        put(row.position(), outcome);
    }

    void put(int position, Outcome outcome) {
        outcomes[position] = outcome;
    }

    void putAll(List<BulkRow> rows, Outcome outcome) {
        rows.forEach(row -> put(row, outcome));
    }

    boolean isApplied(BulkRow row) {
        return outcomes[row.position()] instanceof Outcome.Applied;
    }

    void applied(BulkRow row, Durability durability) {
        put(row, row.shape().deletes() ? Outcome.Applied.deleted(durability) : updated(row.expected() + 1, durability));
    }

    /** Many rows of a bulk become the same version. */
    private Outcome.Applied updated(long version, Durability durability) {
        Outcome.Applied known = lastUpdated;
        if (known == null || known.version().getAsLong() != version || known.durability() != durability) {
            known = Outcome.Applied.updated(version, durability);
            lastUpdated = known;
        }
        return known;
    }

    void conflicted(BulkRow row, Conflict conflict) {
        put(row, new Outcome.Conflicted(conflict));
    }

    /** What was written of some rows is undone, and they have no outcome yet. */
    void forgetApplied(List<BulkRow> rows) {
        for (BulkRow row : rows) {
            if (isApplied(row)) {
                outcomes[row.position()] = null;
            }
        }
    }

    /** What was written is lost, and all of it has the same end. */
    void replaceApplied(Outcome end) {
        for (int position = 0; position < outcomes.length; position++) {
            if (outcomes[position] instanceof Outcome.Applied) {
                outcomes[position] = end;
            }
        }
    }

    /** The answer to the COMMIT of all that was written did not arrive. */
    void unknownApplied(CommitWitness witness) {
        commitApplied();
        for (int position = 0; position < outcomes.length; position++) {
            if (outcomes[position] instanceof Outcome.Applied applied) {
                outcomes[position] = witness.unknown(applied);
            }
        }
    }

    /** What was written in a transaction of the library's own is committed. */
    void commitApplied() {
        for (int position = 0; position < outcomes.length; position++) {
            if (outcomes[position] instanceof Outcome.Applied applied) {
                outcomes[position] = applied.version().isPresent()
                        ? Outcome.Applied.updated(applied.version().getAsLong(), Durability.COMMITTED)
                        : Outcome.Applied.deleted(Durability.COMMITTED);
            }
        }
    }

    /**
     * The answer to the COMMIT of rows did not arrive. What was not written was not written in either case; but a row
     * that was judged by what an earlier row of its id had written was judged by what nobody knows.
     */
    void unknown(List<BulkRow> sorted, Comparator<BulkRow> order, SqlFailure failure, CommitWitness witness) {
        BulkRow written = null;
        for (BulkRow row : sorted) {
            if (outcomes[row.position()] instanceof Outcome.Applied applied) {
                put(row, witness.unknown(applied));
                written = row;
            } else if (written != null && order.compare(written, row) == 0) {
                put(row, NotApplied.because(NotApplied.ABORTED, failure.state()));
            }
        }
    }

    boolean areAllApplied() {
        for (Outcome outcome : outcomes) {
            if (!(outcome instanceof Outcome.Applied)) {
                return false;
            }
        }
        return true;
    }

    /** Whether the table may be another one than it was when it was checked: altered, or with a wider version. */
    boolean speakOfTheTable() {
        for (Outcome outcome : outcomes) {
            if (OVERFLOW.equals(outcome)
                    || (outcome instanceof NotApplied not && not.reason().equals(NotApplied.FAILED))) {
                return true;
            }
        }
        return false;
    }

    /** All outcomes, in input order. */
    List<Outcome> all() {
        List<Outcome> all = new ArrayList<>(outcomes.length);
        for (Outcome outcome : outcomes) {
            all.add(Objects.requireNonNull(outcome, "outcome"));
        }
        return all;
    }
}
