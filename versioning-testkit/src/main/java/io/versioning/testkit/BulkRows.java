package io.versioning.testkit;

import io.versioning.Outcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link BulkSubject}, written many at once through the adapter under test.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface BulkRows<ID, S> {

    /** What a change does. */
    enum Action {
        /** Updates the row to a new state. */
        UPDATE,
        /** Advances the row's version, and changes nothing else. */
        TOUCH,
        /** Deletes the row. */
        DELETE
    }

    /**
     * A change of one row.
     *
     * @param id the row's id
     * @param expected the expected version
     * @param action what it does
     * @param state the new state; null where the action sets none
     * @param <ID> the type of the id
     * @param <S> the type of the state
     */
    record Change<ID, S>(
            ID id, long expected, Action action, @Nullable S state) {

        /**
         * An update.
         *
         * @param id the row's id
         * @param expected the expected version
         * @param state the new state
         * @param <ID> the type of the id
         * @param <S> the type of the state
         * @return the change
         */
        public static <ID, S> Change<ID, S> update(ID id, long expected, S state) {
            return new Change<>(id, expected, Action.UPDATE, state);
        }

        /**
         * A touch.
         *
         * @param id the row's id
         * @param expected the expected version
         * @param <ID> the type of the id
         * @param <S> the type of the state
         * @return the change
         */
        public static <ID, S> Change<ID, S> touch(ID id, long expected) {
            return new Change<>(id, expected, Action.TOUCH, null);
        }

        /**
         * A delete.
         *
         * @param id the row's id
         * @param expected the expected version
         * @param <ID> the type of the id
         * @param <S> the type of the state
         * @return the change
         */
        public static <ID, S> Change<ID, S> delete(ID id, long expected) {
            return new Change<>(id, expected, Action.DELETE, null);
        }
    }

    /**
     * How a bulk goes about it.
     *
     * @param chunk how many rows are written at once
     * @param mode which rows are kept if others are not written
     * @param inInputOrder whether rows are written one after the other, in the order of the input
     */
    record Way(int chunk, Mode mode, boolean inInputOrder) {

        /** What a call does unless it is told otherwise, in chunks that don't matter. */
        public static final Way USUAL = new Way(1000, Mode.EACH, false);

        /** Which rows are kept if others are not written. */
        public enum Mode {
            /** Each row that could be written. */
            EACH,
            /** The same, and rows are read as they are written, and told as they are. */
            STREAMED,
            /** All or none, and each row is judged. */
            ALL_OR_NOTHING
        }
    }

    /**
     * Writes rows, and asks for the current state of conflicts.
     *
     * @param changes the changes
     * @param way how to go about it
     * @return what became of each, in the order of the changes
     */
    List<Outcome> apply(List<Change<ID, S>> changes, Way way);
}
