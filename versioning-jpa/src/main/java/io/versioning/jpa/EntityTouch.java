package io.versioning.jpa;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.jpa.internal.EntityTarget;

/**
 * Advances the version of one entity, because something changed that belongs to it but lies elsewhere; only if its row is
 * at the expected version.
 *
 * <p>Immutable: nothing happens before {@link #apply}.
 *
 * @param <E> the type of the entity
 */
public final class EntityTouch<E> {

    private final EntityTarget<E> target;

    EntityTouch(EntityTarget<E> target) {
        this.target = target;
    }

    /**
     * Asks for the current state in case of a conflict: see {@link EntityUpdate#withCurrentState}.
     *
     * @return the touch
     */
    public EntityTouch<E> withCurrentState() {
        return new EntityTouch<>(target.wantingCurrentState());
    }

    /**
     * Advances the version at once, by 1, and not again when the transaction commits; fails as
     * {@link EntityUpdate#apply} does. What was changed in the entity before is written by the same statement.
     *
     * @return the entity with its new version: managed if the call joined a transaction, detached if not
     */
    @CanIgnoreReturnValue
    public E apply() {
        return target.update(entity -> {});
    }
}
