package io.versioning.testkit;

import io.versioning.ConflictException;
import io.versioning.Versioned;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link Subject}, read and written through the adapter under test.
 *
 * <p>Failures are thrown as the adapter throws them.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface GuardedRows<ID, S> {

    /**
     * Inserts a row.
     *
     * @param id its id
     * @param state its state
     * @return its version, as the adapter reports it
     */
    long insert(ID id, S state);

    /**
     * Reads a row.
     *
     * @param id its id
     * @return state and version from one row image, or empty if there is no such row
     */
    Optional<Seen<S>> read(ID id);

    /**
     * Updates a row, and asks for the current state in case of a conflict.
     *
     * @param id its id
     * @param expected the expected version; null stands for one that was forgotten
     * @param state the new state
     * @return its new version, as the adapter reports it
     */
    long update(ID id, @Nullable Number expected, S state);

    /**
     * Updates a row with something that carries a version of its own, such as a DTO from a form.
     *
     * @param id its id
     * @param expected the expected version
     * @param state the new state
     * @param carried the version in the DTO, which must not count
     * @return its new version
     * @throws IllegalArgumentException if the adapter refuses a version there
     */
    long updateCarrying(ID id, long expected, S state, long carried);

    /**
     * Deletes a row.
     *
     * @param id its id
     * @param expected the expected version; null stands for one that was forgotten
     */
    void delete(ID id, @Nullable Number expected);

    /**
     * Advances the version of a row, and changes nothing else.
     *
     * @param id its id
     * @param expected the expected version; null stands for one that was forgotten
     * @return its new version
     */
    long touch(ID id, @Nullable Number expected);

    /**
     * Loads an object that users of the adapter hold in their hands: a bean, a record, an entity.
     *
     * @param id the id of a row that exists
     * @return the object, which knows its version
     */
    Versioned load(ID id);

    /**
     * Saves an object that {@link #load} has given out, here or in another transaction, at the version that it carries.
     *
     * @param loaded the object; it carries the new version afterwards, if it is saved
     * @param state its new state
     */
    void save(Versioned loaded, S state);

    /**
     * Returns the current state of a conflict on this subject.
     *
     * @param conflict what an update threw
     * @return the state, or empty if the conflict has none
     */
    Optional<S> currentState(ConflictException conflict);
}
