package io.versioning.testkit.contract;

import io.versioning.testkit.OnHarness;
import io.versioning.testkit.fixture.Moment;
import io.versioning.testkit.fixture.StatementProbe;

/**
 * What adapters do differently, and are free to: how many statements a write takes, and when it is compared and committed.
 * The answers given here are those of an adapter that writes in one statement, in autocommit mode.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface AdapterTraits<ID, S> extends OnHarness<ID, S> {

    /**
     * Returns how many statements a guarded update takes.
     *
     * @return 1; 2 for an adapter that has to read an entity first
     */
    default int statementsOfASuccess() {
        return 1;
    }

    /**
     * Returns how many statements a guarded update of a stale row takes.
     *
     * @return one more than a success
     */
    default int statementsOfAConflict() {
        return statementsOfASuccess() + 1;
    }

    /**
     * Returns how the statement begins that finds a row to be stale.
     *
     * @return the update itself; the read, for an adapter that compares what it has read before it writes
     */
    default String comparingStatement() {
        return "update";
    }

    /**
     * Tells what becomes of a row that another writer has just brought to the expected version.
     *
     * @return true if it is written after all; false only for an adapter that reports a conflict without actual version
     */
    default boolean writesAgain() {
        return true;
    }

    /**
     * Tells what a commit does of a transaction that can only be rolled back, where the library learns of its end.
     *
     * @return true if it throws; false only for a framework that rolls back without a word
     */
    default boolean tellsOfADoomedCommit() {
        return true;
    }

    /**
     * Returns the moment at which a write of the library's own is committed.
     *
     * @param probe watches the connections
     * @return the update itself in autocommit mode; an adapter that commits explicitly says {@code probe.onCommit()}
     */
    default Moment commitPoint(StatementProbe probe) {
        return probe.onStatement("update");
    }
}
