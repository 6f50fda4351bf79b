package io.versioning;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What became of each row of a bulk, in the order of the input.
 *
 * <p>There are as many outcomes as rows. Each row is exactly one of {@linkplain #succeeded() succeeded},
 * {@linkplain #failed() failed} and {@linkplain #unresolved() unresolved}. There is no 'is success': a bulk in which
 * some rows failed is neither.
 *
 * <pre>{@code
 * BulkUpdateResult<Long, Change> result = ...;
 * for (BulkUpdateResult.Row<Long, Change> row : result.failed()) {
 *     report(row.position(), row.id(), row.outcome());
 * }
 * }</pre>
 *
 * <p>Immutable, and thread-safe if the updates are.
 *
 * @param <ID> the type of the ids
 * @param <T> the type of the updates that went in
 */
public final class BulkUpdateResult<ID, T> {

    private final List<Row<ID, T>> rows;

    private BulkUpdateResult(List<Row<ID, T>> rows) {
        this.rows = List.copyOf(rows);
    }

    /**
     * A result made of the rows of a bulk.
     *
     * @param rows the rows, ordered by position: 0, 1, 2, ...
     * @param <ID> the type of the ids
     * @param <T> the type of the updates
     * @return the result
     * @throws IllegalArgumentException if a position is missing, doubled or out of order
     */
    public static <ID, T> BulkUpdateResult<ID, T> of(List<Row<ID, T>> rows) {
        for (int position = 0; position < rows.size(); position++) {
            if (rows.get(position).position() != position) {
                throw new IllegalArgumentException("rows: place " + position + " holds the row of position "
                        + rows.get(position).position());
            }
        }
        return new BulkUpdateResult<>(rows);
    }

    /**
     * One row of a bulk.
     *
     * @param position its place in the input, from 0
     * @param id its id
     * @param update the update that went in
     * @param outcome what became of it
     * @param <ID> the type of the id
     * @param <T> the type of the update
     */
    public record Row<ID, T>(long position, ID id, T update, Outcome outcome) {

        /**
         * Checks the parts.
         *
         * @param position its place in the input, from 0
         * @param id its id
         * @param update the update that went in
         * @param outcome what became of it
         */
        public Row {
            if (position < 0) {
                throw new IllegalArgumentException("position: must be 0 or more, and was " + position);
            }
            Objects.requireNonNull(id, "id");
            Objects.requireNonNull(update, "update");
            Objects.requireNonNull(outcome, "outcome");
        }

        /** Describes position and outcome, without the update. */
        @Override
        public String toString() {
            return position + ": " + outcome;
        }
    }

    /**
     * How many rows fell into each group.
     *
     * @param applied rows that were written
     * @param conflicted rows whose expected version did not hold
     * @param refused rows whose values were refused
     * @param notApplied rows that were not written for a reason outside of them
     * @param unknown rows of which nobody can tell
     */
    public record Counts(long applied, long conflicted, long refused, long notApplied, long unknown) {

        /** Of no rows at all. */
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        /**
         * Returns the number of all rows.
         *
         * @return the sum of the five groups
         */
        public long total() {
            return applied + conflicted + refused + notApplied + unknown;
        }

        /**
         * Counts outcomes.
         *
         * @param outcomes the outcomes
         * @return how many of them fall into each group
         */
        public static Counts of(Iterable<? extends Outcome> outcomes) {
            long[] groups = new long[5];
            for (Outcome outcome : outcomes) {
                groups[outcome.<Integer>fold(applied -> 0, conflict -> 1, refused -> 2, not -> 3, unknown -> 4)]++;
            }
            return new Counts(groups[0], groups[1], groups[2], groups[3], groups[4]);
        }

        /**
         * Returns the counts of these rows and of others.
         *
         * @param others the counts of the others
         * @return the sums
         */
        public Counts plus(Counts others) {
            return new Counts(
                    applied + others.applied,
                    conflicted + others.conflicted,
                    refused + others.refused,
                    notApplied + others.notApplied,
                    unknown + others.unknown);
        }
    }

    /**
     * Returns all rows.
     *
     * @return as many rows as went in, in input order
     */
    public List<Row<ID, T>> rows() {
        return rows;
    }

    /**
     * Returns the outcomes by input position.
     *
     * @return as many outcomes as rows, in input order
     */
    public List<Outcome> outcomes() {
        return rows.stream().map(Row::outcome).toList();
    }

    /**
     * Returns the rows that were written.
     *
     * @return the {@link Outcome.Applied} rows, in input order
     */
    public List<Row<ID, T>> succeeded() {
        return rowsThat(outcome -> outcome instanceof Outcome.Applied);
    }

    /**
     * Returns the rows that were certainly not written by this call.
     *
     * @return the conflicted, refused and not applied rows, in input order; never an unknown one
     */
    public List<Row<ID, T>> failed() {
        return rowsThat(outcome -> !(outcome instanceof Outcome.Applied || outcome instanceof Outcome.Unknown));
    }

    /**
     * Returns the rows of which nobody can tell whether they were written.
     *
     * @return the {@link Outcome.Unknown} rows, in input order
     */
    public List<Row<ID, T>> unresolved() {
        return rowsThat(outcome -> outcome instanceof Outcome.Unknown);
    }

    /**
     * Returns the updates that may be tried again after the rows were read anew.
     *
     * @return the updates of the {@link #failed()} rows, in input order; never one that is {@link #unresolved()}
     */
    public List<T> failedUpdates() {
        return failed().stream().map(Row::update).toList();
    }

    /**
     * Returns how many rows fell into each group.
     *
     * @return the counts; their total is the number of rows
     */
    public Counts counts() {
        return Counts.of(outcomes());
    }

    /**
     * Turns a result in which any row was not written, or is unknown, into an exception.
     *
     * @return this result, if every row was written
     * @throws BulkUpdateException if a row failed or is unresolved; it carries this result
     */
    @CanIgnoreReturnValue
    public BulkUpdateResult<ID, T> throwIfAnyFailed() {
        if (counts().applied() < rows.size()) {
            throw new BulkUpdateException(this);
        }
        return this;
    }

    private List<Row<ID, T>> rowsThat(Predicate<Outcome> match) {
        List<Row<ID, T>> matching = new ArrayList<>();
        for (Row<ID, T> row : rows) {
            if (match.test(row.outcome())) {
                matching.add(row);
            }
        }
        return List.copyOf(matching);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BulkUpdateResult<?, ?> that && rows.equals(that.rows);
    }

    @Override
    public int hashCode() {
        return rows.hashCode();
    }

    /** Describes the result by its counts, without ids, updates or states. */
    @Override
    public String toString() {
        return "BulkUpdateResult" + counts().toString().substring("Counts".length());
    }
}
