package io.versioning.bulk.jpa;

import io.versioning.Expecting;
import io.versioning.bulk.Bulk;
import io.versioning.bulk.internal.BulkSetup;
import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Way;
import io.versioning.bulk.jpa.internal.EntityDoor;
import io.versioning.bulk.jpa.internal.JoinedContext;
import jakarta.persistence.EntityManager;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Entities of one class of which many are written at once, and each is judged by itself. The current state of a conflict
 * is a detached entity, read past every persistence context and cache.
 *
 * <p>Rows that the mapping or the session hides (tenant, discriminator, {@code @SQLRestriction}, soft delete, enabled
 * filters) are missing.
 *
 * <p>In a transaction of the caller's the persistence context is flushed first. A managed instance of a row of the call
 * must not be changed by then. Those of rows that were written, or that turn out not to be at the version of the
 * instance, are detached: ask for them again.
 *
 * <p>Rows are written by sets without their instances: callbacks and listeners of the entity are not called. What one
 * statement can't write (an entity in several tables, collections, a soft delete, SQL of the mapping's own, large objects)
 * is written row by row as {@link io.versioning.jpa.JpaVersioning} does, where they are called.
 *
 * <p>Immutable, and as thread-safe as the entity manager or factory.
 *
 * @param <E> the type of the entities
 */
public final class BulkEntities<E> extends Bulk<EntityChange<E>, BulkEntities<E>> {

    private final EntityDoor<E> door;

    private BulkEntities(EntityDoor<E> door, BulkSetup<EntityChange<E>> setup) {
        super(setup);
        this.door = door;
    }

    static <E> BulkEntities<E> of(EntityDoor<E> door, BulkStore store) {
        return new BulkEntities<>(door, new BulkSetup<>(store, door.target(), EntityChange::described, Way.USUAL));
    }

    @Override
    protected BulkEntities<E> with(BulkSetup<EntityChange<E>> other) {
        return new BulkEntities<>(door, other);
    }

    /**
     * Returns these entities in the transaction that an entity manager is in.
     *
     * @param em an entity manager of the same persistence unit
     * @return the entities
     */
    public BulkEntities<E> within(EntityManager em) {
        return with(setup().in(setup().store().through(new JoinedContext(Objects.requireNonNull(em, "em")))));
    }

    /**
     * Begins an update of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     * @throws IllegalArgumentException if the id is of another type than that of the entity
     */
    public Expecting<EntityChange<E>> update(Object id) {
        return change(id, RowSource.Action.UPDATE);
    }

    /**
     * Begins a touch of one row, which advances its version and changes nothing else.
     *
     * @param id its id
     * @return what asks for the expected version
     * @throws IllegalArgumentException if the id is of another type than that of the entity
     */
    public Expecting<EntityChange<E>> touch(Object id) {
        return change(id, RowSource.Action.TOUCH);
    }

    /**
     * Begins a delete of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     * @throws IllegalArgumentException if the id is of another type than that of the entity
     */
    public Expecting<EntityChange<E>> delete(Object id) {
        return change(id, RowSource.Action.DELETE);
    }

    private Expecting<EntityChange<E>> change(Object id, RowSource.Action action) {
        Object exact = door.id(id);
        return Expecting.of(
                door.target().entity(),
                exact,
                expected -> new EntityChange<>(door, door.change(exact, expected, action)));
    }

    /**
     * An update of one row to the state of a detached object, at the version that the object was read at: all columns that
     * can be updated, of attributes that are loaded. Collections are left as they are.
     *
     * @param detached the object
     * @return the change
     * @throws IllegalArgumentException if it has no id, or is of a subclass
     * @throws io.versioning.VersionRequiredException if it has no version
     */
    public EntityChange<E> of(E detached) {
        return new EntityChange<>(door, door.changeTo(detached));
    }

    /**
     * An update of one row to the state that a detached object has in some attributes; otherwise like {@link #of(Object)}.
     *
     * @param detached the object
     * @param first the name of an attribute, or a path into an embeddable
     * @param more others
     * @return the change
     */
    public EntityChange<E> of(E detached, String first, String... more) {
        EntityChange<E> change = new EntityChange<>(door, door.changeTo(detached, first));
        for (String path : more) {
            change = change.set(path, door.valueIn(detached, path));
        }
        return change;
    }

    /**
     * An update of one row to the state that a detached object has in some attributes; otherwise like {@link #of(Object)}.
     *
     * @param detached the object
     * @param attributes the attributes, one or more
     * @return the change
     */
    public EntityChange<E> of(E detached, List<? extends SingularAttribute<? super E, ?>> attributes) {
        String[] names = attributes.stream().map(SingularAttribute::getName).toArray(String[]::new);
        if (names.length == 0) {
            throw new IllegalArgumentException("attributes: are none; use touch(...) to advance the version alone");
        }
        return of(detached, names[0], Arrays.copyOfRange(names, 1, names.length));
    }
}
