package io.versioning.bulk.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.RowBusyException;
import io.versioning.VersionOverflowException;
import io.versioning.WriteRefusedException;
import java.util.Optional;

/** What a guarded single write says, in the words of a bulk. */
final class SingleOutcomes {

    private SingleOutcomes() {}

    /** The outcome of a row that was written, and has this version now; if it was deleted, it had it last. */
    static Outcome written(BulkRow row, long version, Durability durability) {
        return row.shape().deletes()
                ? Outcome.Applied.deleted(durability)
                : Outcome.Applied.updated(version, durability);
    }

    /** The outcome of a row whose write threw; empty if what it threw says nothing about the row. */
    static Optional<Outcome> thrown(RuntimeException failure) {
        if (failure instanceof ConflictException conflict) {
            return Optional.of(new Outcome.Conflicted(conflict.conflict()));
        } else if (failure instanceof WriteRefusedException refused) {
            return Optional.of(new Outcome.Refused(refused.refusal()));
        } else if (failure instanceof VersionOverflowException) {
            return Optional.of(Outcomes.OVERFLOW);
        } else if (failure instanceof RowBusyException) {
            return Optional.of(NotApplied.because(NotApplied.BUSY));
        } else if (failure instanceof AttemptAbortedException) {
            return Optional.of(NotApplied.because(NotApplied.ABORTED));
        }
        return Optional.empty();
    }
}
