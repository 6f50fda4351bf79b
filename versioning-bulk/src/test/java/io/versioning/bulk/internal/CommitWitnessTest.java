package io.versioning.bulk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import org.junit.jupiter.api.Test;

/** What is noted of a transaction. */
class CommitWitnessTest {

    private static final ServerEpoch EPOCH = new ServerEpoch(1, 1, 1000, 2000);
    private static final Applied APPLIED = Applied.updated(2, Durability.COMMITTED);

    private static boolean isProvable(CommitWitness witness) {
        return Evidence.in(witness.unknown(APPLIED)).isPresent();
    }

    @Test
    void transactionIsProvableByItsNumberAndTheEpoch() {
        CommitWitness witness = new CommitWitness(EPOCH, null);
        witness.begin();
        witness.wrote(7, 1000, "read committed");
        assertThat(witness.doubts()).isFalse();
        Outcome unknown = witness.unknown(APPLIED);
        Evidence evidence = Evidence.in(unknown).orElseThrow();
        assertThat(evidence.proof().transaction()).isEqualTo(new CommitProof.ServerTransaction(7, EPOCH));
        assertThat(evidence.outcome(CommitProof.Status.COMMITTED)).isEqualTo(APPLIED);
        assertThat(witness.doubts()).isTrue();
    }

    /** A data source that leads to several servers, or a server that was started again meanwhile. */
    @Test
    void transactionOfAnotherServerThanTheOneWhoseEpochIsKnownIsNotProvable() {
        CommitWitness witness = new CommitWitness(EPOCH, null);
        witness.begin();
        witness.wrote(7, 1001, "read committed");
        assertThat(isProvable(witness)).isFalse();
        assertThat(witness.doubts()).isTrue();
    }

    @Test
    void transactionIsNotProvableByTheNumberOfTheOneBefore() {
        CommitWitness witness = new CommitWitness(EPOCH, null);
        witness.begin();
        witness.wrote(7, 1000, "read committed");
        witness.begin();
        witness.wrote(0, 1000, "read committed");
        assertThat(isProvable(witness)).isFalse();
    }

    @Test
    void withoutAnEpochNothingIsProvable() {
        CommitWitness witness = CommitWitness.blind();
        witness.begin();
        assertThat(witness.asksForTransaction()).isFalse();
        assertThat(isProvable(witness)).isFalse();
    }
}
