package io.versioning.bulk.jpa;

import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.jpa.internal.EntityDoor;
import io.versioning.bulk.jpa.internal.EntityRowSource;
import io.versioning.internal.text.SafeText;
import jakarta.persistence.metamodel.SingularAttribute;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of the row of one entity, at the version that the caller has read: an update, a touch or a delete. Made
 * by {@link BulkEntities}. Immutable, and as thread-safe as its values.
 *
 * @param <E> the type of the entity
 */
public final class EntityChange<E> {

    private final EntityDoor<E> door;
    private final EntityRowSource described;

    EntityChange(EntityDoor<E> door, EntityRowSource described) {
        this.door = door;
        this.described = described;
    }

    RowSource described() {
        return described;
    }

    /**
     * Sets an attribute.
     *
     * @param attribute the attribute; not the version, nor part of the id
     * @param value the value, or null; of an association, the entity that it refers to
     * @param <V> the type of the value
     * @return the change with that
     * @throws IllegalStateException if this is no update
     * @throws IllegalArgumentException if the attribute can't be updated, or not to such a value
     */
    public <V> EntityChange<E> set(SingularAttribute<? super E, V> attribute, @Nullable V value) {
        return set(Objects.requireNonNull(attribute, "attribute").getName(), value);
    }

    /**
     * Sets an attribute.
     *
     * @param path the name of the attribute; or a path into an embeddable, such as {@code address.city}
     * @param value the value, or null; of an association, the entity that it refers to, or the id of that
     * @return the change with that
     * @throws IllegalStateException if this is no update
     * @throws IllegalArgumentException if the attribute can't be updated, or not to such a value
     */
    public EntityChange<E> set(String path, @Nullable Object value) {
        if (described.action() != RowSource.Action.UPDATE) {
            throw new IllegalStateException("A touch or delete sets nothing; begin with update(...)");
        }
        return new EntityChange<>(door, described.with(door.setting(path, value)));
    }

    /**
     * Returns the id.
     *
     * @return the id, in the type of the entity's
     */
    public Object id() {
        return described.id();
    }

    /**
     * Returns the expected version.
     *
     * @return the version, 0 or more
     */
    public long expected() {
        return described.expected();
    }

    /** Describes the change by entity, id and version, without values. */
    @Override
    public String toString() {
        return SafeText.of(door.target().entity()) + " " + SafeText.of(described.id()) + " at version "
                + described.expected();
    }
}
