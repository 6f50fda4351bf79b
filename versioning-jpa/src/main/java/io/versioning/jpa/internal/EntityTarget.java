package io.versioning.jpa.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.function.Consumer;

/**
 * The row that a write is about, at the version that is expected. Immutable.
 *
 * @param store carries the write out
 * @param type the class of the entity
 * @param row the row
 * @param <E> the type of the entity
 */
public record EntityTarget<E>(EntityStore store, Class<E> type, EntityRow row) {

    /**
     * Returns a target that wants the current state in case of a conflict.
     *
     * @return the target
     */
    public EntityTarget<E> wantingCurrentState() {
        return new EntityTarget<>(store, type, new EntityRow(row.kind(), row.id(), row.expected(), true));
    }

    /**
     * Changes the entity and advances its version.
     *
     * @param change changes the entity
     * @return the entity
     */
    @CanIgnoreReturnValue
    public E update(Consumer<? super E> change) {
        return store.write(new EntityCall<>(store.knowledge(), row, false, write -> {
            E entity = type.cast(write.load());
            write.change(entity, () -> change.accept(entity));
            write.advance(entity);
            return entity;
        }));
    }

    /**
     * Copies the state of a detached object into the entity and advances its version.
     *
     * @param detached the object
     * @return the entity
     */
    @CanIgnoreReturnValue
    public E merge(E detached) {
        return store.write(new EntityCall<>(store.knowledge(), row, false, write -> {
            E entity = type.cast(write.load());
            write.change(entity, () -> write.merge(detached));
            write.advance(entity);
            return entity;
        }));
    }

    /** Deletes the entity. */
    public void delete() {
        boolean unused = store.write(new EntityCall<>(store.knowledge(), row, true, write -> {
            write.delete(write.load());
            return true;
        }));
    }
}
