package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.Outcome.NotApplied;
import io.versioning.Refusal;
import io.versioning.internal.sql.SqlFailure;

/** What a failure of the database's means for the rows that were being written. */
final class Failures {

    private Failures() {}

    /** Whether it is about some of the rows, so that the others can be written without them. */
    static boolean isOfSomeRow(SqlFailure failure) {
        return switch (failure.kind()) {
            case CONSTRAINT, DATA, HELD_BACK, BUSY -> true;
            default -> false;
        };
    }

    /** The outcome of a row that it is about; nothing of it was written. */
    static Outcome of(SqlFailure failure) {
        String state = failure.state();
        return switch (failure.kind()) {
            case CONSTRAINT -> new Outcome.Refused(failure.refusedByConstraint());
            case DATA -> new Outcome.Refused(Refusal.data(state));
            case HELD_BACK -> new Outcome.Refused(Refusal.heldBack(state));
            case BUSY -> NotApplied.because(NotApplied.BUSY, state);
            case ABORTED, CANCELLED, CONNECTION_LOST -> NotApplied.because(NotApplied.ABORTED, state);
            case READ_ONLY, OTHER -> NotApplied.because(NotApplied.FAILED, state);
        };
    }
}
