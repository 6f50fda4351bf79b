package io.versioning.bulk.jpa.internal;

import io.versioning.VersionRequiredException;
import io.versioning.bulk.internal.Attendant;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Stamps;
import io.versioning.bulk.internal.Surroundings;
import io.versioning.bulk.internal.Target;
import io.versioning.bulk.internal.Way;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.jpa.internal.EntityId;
import io.versioning.jpa.internal.EntityKind;
import io.versioning.jpa.internal.EntityStore;
import io.versioning.jpa.internal.FactoryKnowledge;
import io.versioning.jpa.internal.OwnedSessions;
import io.versioning.transaction.TransactionScope;
import java.util.List;
import java.util.Objects;
import org.hibernate.Hibernate;
import org.jspecify.annotations.Nullable;

/**
 * The way from entities of a class to the rows of its table. Immutable and thread-safe.
 *
 * @param <E> the type of the entities
 */
public final class EntityDoor<E> implements Surroundings {

    private final Class<E> type;
    private final FactoryKnowledge knowledge;
    private final ConflictPublisher publisher;
    private final EntityKind kind;
    private final EntityColumns columns;
    private final TableRequest table;

    private EntityDoor(Class<E> type, FactoryKnowledge knowledge, ConflictPublisher publisher) {
        this.type = type;
        this.knowledge = knowledge;
        this.publisher = publisher;
        this.kind = knowledge.kind(type);
        this.columns = new EntityColumns(kind);
        this.table = RowTable.of(kind, knowledge.factory());
    }

    /**
     * A door.
     *
     * @param type the class of the entities
     * @param knowledge the persistence unit
     * @param publisher who learns of the conflicts of others, which a flush runs into
     * @param <E> the type of the entities
     * @return the door
     */
    public static <E> EntityDoor<E> to(Class<E> type, FactoryKnowledge knowledge, ConflictPublisher publisher) {
        return new EntityDoor<>(type, knowledge, publisher);
    }

    /**
     * Returns what is written to.
     *
     * @return the target
     */
    public Target target() {
        return new Target(table, kind.name(), null, () -> Stamps.NONE, this);
    }

    /**
     * Turns an id into the type that the mapping has.
     *
     * @param id the id
     * @return the same, exactly
     * @throws IllegalArgumentException if it can't be turned
     */
    public Object id(Object id) {
        return EntityId.of(kind, id);
    }

    /**
     * Begins a change.
     *
     * @param id the id, in the type that the mapping has
     * @param expected the expected version
     * @param action what is done
     * @return the change
     */
    public EntityRowSource change(Object id, long expected, RowSource.Action action) {
        return new EntityRowSource(table, id, expected, action, null);
    }

    /**
     * Sets an attribute.
     *
     * @param path its path
     * @param value its value
     * @return the setting
     * @throws IllegalArgumentException if it can't be updated, or not to such a value
     */
    public EntityRowSource.Assigned setting(String path, @Nullable Object value) {
        MappedAttribute attribute = columns.of(Objects.requireNonNull(path, "path"));
        return new EntityRowSource.Assigned(null, attribute, attribute.fitting(value));
    }

    /**
     * Begins a change to the state of a detached object, in all attributes.
     *
     * @param detached the object
     * @return the change
     */
    public EntityRowSource changeTo(E detached) {
        EntityRowSource change = begun(detached);
        for (MappedAttribute attribute : columns.all()) {
            if (Hibernate.isPropertyInitialized(detached, attribute.path())) {
                change = change.with(new EntityRowSource.Assigned(null, attribute, attribute.valueIn(detached)));
            }
        }
        return change;
    }

    /**
     * Begins a change to the state of a detached object, in one attribute.
     *
     * @param detached the object
     * @param path the path of the attribute
     * @return the change
     */
    public EntityRowSource changeTo(E detached, String path) {
        return begun(detached).with(setting(path, valueIn(detached, path)));
    }

    /**
     * Returns what a detached object has in an attribute.
     *
     * @param detached the object
     * @param path the path of the attribute
     * @return the value
     * @throws IllegalArgumentException if the attribute is not loaded
     */
    public @Nullable Object valueIn(E detached, String path) {
        MappedAttribute attribute = columns.of(Objects.requireNonNull(path, "path"));
        if (!Hibernate.isPropertyInitialized(detached, attribute.steps().get(0).getAttributeName())) {
            throw new IllegalArgumentException(attribute.words() + " of the detached object is not loaded");
        }
        return attribute.valueIn(detached);
    }

    private EntityRowSource begun(E detached) {
        Object object = Hibernate.unproxy(Objects.requireNonNull(detached, "detached"));
        if (EntityKind.classOf(object) != type) {
            throw new IllegalArgumentException(
                    "detached: is a " + SafeText.of(EntityKind.classOf(object).getSimpleName())
                            + ", which has attributes of its own; begin with entities(...) of that class");
        }
        Object id = EntityId.of(kind, kind.idIn(object));
        Long version = kind.versionIn(object);
        if (version == null) {
            throw VersionRequiredException.missing(kind.name(), id);
        } else if (version < 0) {
            throw VersionRequiredException.notAVersion(kind.name(), id, version);
        }
        return change(id, version, RowSource.Action.UPDATE);
    }

    @Override
    public Attendant attend(TransactionScope scope, Way way, List<RowSource> rows) {
        List<EntityRowSource> changes =
                rows.stream().map(EntityRowSource.class::cast).toList();
        return EntityAttendant.of(this, (EntityScope) scope, way, changes);
    }

    EntityKind kind() {
        return kind;
    }

    Class<E> type() {
        return type;
    }

    EntityColumns columns() {
        return columns;
    }

    FactoryKnowledge knowledge() {
        return knowledge;
    }

    ConflictPublisher publisher() {
        return publisher;
    }

    /** Single writes, of whose conflicts the bulk tells. */
    EntityStore singly(OwnedSessions sessions) {
        return new EntityStore(sessions, knowledge, new ConflictPublisher(List.of(), publisher.actor()));
    }
}
