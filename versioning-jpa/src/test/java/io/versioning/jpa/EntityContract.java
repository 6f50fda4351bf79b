package io.versioning.jpa;

import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.SingleRowProperties;
import io.versioning.testkit.fixture.Moment;
import io.versioning.testkit.fixture.StatementProbe;

/** The contract as entities keep it: they are read and compared before they are written, in a transaction. */
interface EntityContract<ID> extends SingleRowContract<ID, AccountState>, SingleRowProperties<ID, AccountState> {

    /** Find and flush. */
    @Override
    default int statementsOfASuccess() {
        return 2;
    }

    /** Find, and the row with the isolation level in two more. */
    @Override
    default int statementsOfAConflict() {
        return 3;
    }

    @Override
    default String comparingStatement() {
        return "select";
    }

    @Override
    default boolean writesAgain() {
        return false;
    }

    /** Not unless {@code hibernate.jpa.compliance.transaction} is set. */
    @Override
    default boolean tellsOfADoomedCommit() {
        return false;
    }

    @Override
    default Moment commitPoint(StatementProbe probe) {
        return probe.onCommit();
    }
}
