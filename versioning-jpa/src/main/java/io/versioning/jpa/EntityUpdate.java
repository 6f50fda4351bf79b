package io.versioning.jpa;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.jpa.internal.EntityTarget;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Changes one entity and advances its version, only if its row is at the expected version.
 *
 * <p>Immutable: nothing happens before {@link #apply}.
 *
 * @param <E> the type of the entity
 */
public final class EntityUpdate<E> {

    private final EntityTarget<E> target;

    EntityUpdate(EntityTarget<E> target) {
        this.target = target;
    }

    /**
     * Asks for the current state in case of a conflict; it comes with the same statement as the actual version, and
     * another one for each association that the mapping fetches eagerly.
     *
     * @return the update, whose {@code ConflictException.currentState(...)} holds the entity, detached
     */
    public EntityUpdate<E> withCurrentState() {
        return new EntityUpdate<>(target.wantingCurrentState());
    }

    /**
     * Loads the entity, compares its version with the expected one, lets the change happen, and writes: find, set and
     * flush, with no statement more. If nothing was changed that Hibernate writes, the version is advanced all the same,
     * in one statement. A conflict takes two more at most.
     *
     * <p>The flush writes whatever else was changed in the persistence context. If another entity turns out to be stale,
     * the conflict is that entity's. A version that the change sets on the entity counts for nothing.
     *
     * @param change changes the entity; must not flush, clear or detach
     * @return the entity with its new version: managed if the call joined a transaction, detached if not
     * @throws io.versioning.ConflictException if the row is not at the expected version, or gone
     * @throws io.versioning.VersionOverflowException if attribute or column can't hold the next version
     * @throws io.versioning.WriteRefusedException if a constraint, a type or a trigger refused the values
     * @throws io.versioning.RowBusyException if another transaction held the row until the lock time-out
     * @throws io.versioning.AttemptAbortedException if the database gave up; in a transaction of yours, roll back
     * @throws io.versioning.OutcomeUnknownException if nobody can tell, as the connection was lost during COMMIT
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes
     * @throws io.versioning.DatabaseException if the database failed in another way; nothing was written
     * @throws IllegalStateException if there is no transaction to join, or it can only be rolled back, or is read-only;
     *     or if the persistence context has an older object of a row that is at the expected version: what was changed in
     *     that object is not thrown away, refresh or detach it first
     */
    @CanIgnoreReturnValue
    public E apply(Consumer<? super E> change) {
        return target.update(Objects.requireNonNull(change, "change"));
    }
}
