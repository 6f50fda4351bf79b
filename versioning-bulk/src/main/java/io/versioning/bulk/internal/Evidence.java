package io.versioning.bulk.internal;

import io.versioning.Outcome;
import java.io.Serializable;
import java.util.Optional;

/**
 * What settles an unknown row.
 *
 * @param proof tells whether its transaction was committed
 * @param ifCommitted what became of the row in that case
 */
record Evidence(CommitProof proof, Outcome.Applied ifCommitted) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** What settles an outcome; empty if it is not unknown, or nothing settles it. */
    static Optional<Evidence> in(Outcome outcome) {
        return outcome instanceof Outcome.Unknown unknown
                ? unknown.evidence().filter(Evidence.class::isInstance).map(Evidence.class::cast)
                : Optional.empty();
    }

    Outcome outcome(CommitProof.Status status) {
        return switch (status) {
            case COMMITTED -> ifCommitted;
            case NOT_COMMITTED -> Outcome.NotApplied.because(Outcome.NotApplied.ROLLED_BACK);
            case UNKNOWN -> Outcome.Unknown.with(this);
        };
    }
}
