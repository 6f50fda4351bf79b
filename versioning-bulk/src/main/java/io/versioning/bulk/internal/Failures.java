package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.internal.sql.SqlFailure;
import java.util.Set;

/** What a failure of the database's means for the rows that were being written. */
final class Failures {

    /**
     * Classes in which PostgreSQL speaks of statements, and of values as well: feature not supported, cardinality, a row that a
     * trigger has changed, syntax (as of a text search query). Manual, appendix A.
     */
    private static final Set<String> OF_VALUES_TOO = Set.of("0A", "21", "27", "42");

    /** Check violation, not null violation. */
    private static final Set<String> CONDITIONS = Set.of("23514", "23502");

    private Failures() {}

    /** Whether it is about some of the rows, so that the others can be written without them. */
    static boolean isOfSomeRow(SqlFailure failure) {
        return switch (failure.kind()) {
            case CONSTRAINT, DATA, HELD_BACK, BUSY -> true;
            default -> false;
        };
    }

    /** Whether it may be about the value of some row, and may be about the statement as well. */
    static boolean maybeOfSomeRow(SqlFailure failure) {
        return failure.kind() == SqlFailure.Kind.OTHER
                && failure.state().length() > 2
                && OF_VALUES_TOO.contains(failure.state().substring(0, 2));
    }

    /** Whether a condition tells which rows it is about: a check constraint's, or that a column takes no null. */
    static boolean hasCondition(SqlFailure failure) {
        return CONDITIONS.contains(failure.state());
    }

    /** The outcome of a row that it is about; nothing of it was written. */
    static Outcome of(SqlFailure failure) {
        String state = failure.state();
        return switch (failure.kind()) {
            case CONSTRAINT -> new Outcome.Refused(failure.refusedByConstraint());
            case DATA -> new Outcome.Refused(Refusal.data(state));
            case HELD_BACK ->
                new Outcome.Refused(Refusal.heldBack(state.equals(PieceWriter.BY_A_TRIGGER) ? null : state));
            case BUSY -> NotApplied.because(NotApplied.BUSY, state);
            case ABORTED, CANCELLED, CONNECTION_LOST -> NotApplied.because(NotApplied.ABORTED, state);
            case READ_ONLY, OTHER -> NotApplied.because(NotApplied.FAILED, state);
        };
    }
}
