package io.versioning.testkit;

import io.versioning.Conflict;
import io.versioning.event.ConflictListener;
import java.util.Optional;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * What the contract of bulk writes is run on: an entity with its table, and the adapter that writes many of its rows.
 *
 * <p>The single-row adapter is the measure: a bulk must do what a loop over it does, and tell the same.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface BulkSubject<ID, S> extends Subject<ID, S> {

    /**
     * Returns the rows as seen by somebody whose bulks are committed by the library.
     *
     * @param dataSource where connections come from
     * @param listener is told of conflicts
     * @return the rows
     */
    BulkRows<ID, S> bulk(DataSource dataSource, ConflictListener listener);

    /**
     * Does work in a transaction of the caller's, which the library joins, and commits it.
     *
     * @param dataSource where its connection comes from
     * @param work is given the rows as seen in the transaction
     * @param <T> the type of its answer
     * @return the answer
     */
    <T> T inTransaction(DataSource dataSource, Function<BulkRows<ID, S>, T> work);

    /**
     * Returns the current state of a conflict on this subject.
     *
     * @param conflict a conflict that a bulk has run into
     * @return the state, or empty if the conflict has none
     */
    Optional<S> currentState(Conflict conflict);
}
