package io.versioning.event;

import io.versioning.BulkUpdateResult;

/**
 * Is told of every conflict, once.
 *
 * <p>Listeners are called on the writing thread, after the conflict was found and before the caller learns of it. A
 * connection that the library had borrowed is back by then; a joined transaction is still open. A listener that throws does not hide the conflict and does not keep other
 * listeners from being told: in a single write its exception is added to the {@code ConflictException} as suppressed.
 * Implementations must be thread-safe.
 */
public interface ConflictListener {

    /**
     * A guarded write has run into a conflict.
     *
     * @param event the conflict and its actor
     */
    default void onConflict(ConflictEvent event) {}

    /**
     * A bulk is done.
     *
     * @param entity the name of the entity or table
     * @param counts how many rows fell into each group
     */
    default void onBulkCompleted(String entity, BulkUpdateResult.Counts counts) {}
}
