package io.versioning.jpa;

import io.versioning.jpa.internal.EntityTarget;

/**
 * Deletes one entity, only if its row is at the expected version.
 *
 * <p>Immutable: nothing happens before {@link #apply}.
 *
 * @param <E> the type of the entity
 */
public final class EntityDelete<E> {

    private final EntityTarget<E> target;

    EntityDelete(EntityTarget<E> target) {
        this.target = target;
    }

    /**
     * Asks for the current state in case of a conflict: see {@link EntityUpdate#withCurrentState}.
     *
     * @return the delete
     */
    public EntityDelete<E> withCurrentState() {
        return new EntityDelete<>(target.wantingCurrentState());
    }

    /**
     * Loads the entity, compares its version, and deletes it, with what the mapping cascades the removal to; fails as
     * {@link EntityUpdate#apply} does. A row that is gone already is a conflict of kind {@code MISSING}.
     */
    public void apply() {
        target.delete();
    }
}
