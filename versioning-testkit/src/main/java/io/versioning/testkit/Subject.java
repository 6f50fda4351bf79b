package io.versioning.testkit;

import io.versioning.event.ConflictListener;
import io.versioning.testkit.fixture.DatabaseKind;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the contract is run on: one entity, the table that it is stored in, and the adapter that writes it.
 *
 * <p>A downstream build describes an entity of its own. The contract makes rows with numbered ids and numbered states,
 * writes them through {@link GuardedRows}, and looks at the table itself to see what was really written.
 *
 * <p>Implementations are thread-safe; tests let many writers loose on one row.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states: all that an update may change, with a true {@code equals}
 */
public interface Subject<ID, S> {

    /**
     * Where the entity is stored, for the contract's own plain SQL.
     *
     * @param table the table's name, as SQL writes it
     * @param idColumns the columns of its key, as SQL writes them
     * @param versionColumn the version column, as SQL writes it
     * @param largestVersion the largest number that the version column holds
     */
    record Storage(String table, List<String> idColumns, String versionColumn, long largestVersion) {

        /**
         * Copies the columns.
         *
         * @param table the table's name
         * @param idColumns the columns of its key
         * @param versionColumn the version column
         * @param largestVersion the largest number that it holds
         */
        public Storage {
            idColumns = List.copyOf(idColumns);
        }
    }

    /**
     * Returns the statements that create what the entity is stored in.
     *
     * @param kind the database
     * @return DDL, run once on an empty database
     */
    List<String> schema(DatabaseKind kind);

    /**
     * Returns where the entity is stored.
     *
     * @return table and columns
     */
    Storage storage();

    /**
     * Returns the name by which conflicts call the entity.
     *
     * @return the name
     */
    String entity();

    /**
     * Returns an id.
     *
     * @param number different for each row
     * @return the id that belongs to the number
     */
    ID id(int number);

    /**
     * Returns the values of the key columns.
     *
     * @param id an id
     * @return the values, as JDBC takes them
     */
    List<Object> key(ID id);

    /**
     * Returns a valid state.
     *
     * @param number any number from 0 up
     * @return a state, different for numbers below 1,000,000
     */
    S state(int number);

    /**
     * Returns a state that a constraint of the table's refuses.
     *
     * @return the state, or empty if there is none
     */
    Optional<S> refusedState();

    /**
     * Returns the rows as seen by somebody whose writes are each committed by the library.
     *
     * @param dataSource where connections come from
     * @param listener is told of conflicts
     * @return the rows
     */
    GuardedRows<ID, S> owning(DataSource dataSource, ConflictListener listener);

    /**
     * Begins a transaction of the caller's, which the library joins.
     *
     * @param dataSource where its connection comes from
     * @param listener is told of conflicts
     * @return the rows as seen in the transaction
     */
    OpenTransaction<ID, S> begin(DataSource dataSource, ConflictListener listener);
}
