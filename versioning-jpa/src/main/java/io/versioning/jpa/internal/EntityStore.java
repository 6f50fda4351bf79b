package io.versioning.jpa.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.Expecting;
import io.versioning.VersionRequiredException;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hibernate.Hibernate;
import org.hibernate.StatelessSession;
import org.jspecify.annotations.Nullable;

/**
 * Carries out calls, each in a transaction of the library's or in the caller's, and tells of the conflicts that they run
 * into. As thread-safe as where its sessions come from.
 *
 * @param sessions where sessions come from
 * @param knowledge the persistence unit
 * @param publisher who learns of conflicts
 */
public record EntityStore(Sessions sessions, FactoryKnowledge knowledge, ConflictPublisher publisher) {

    /**
     * Returns a store like this one that tells others of conflicts.
     *
     * @param other who learns of conflicts
     * @return the store
     */
    public EntityStore telling(ConflictPublisher other) {
        return new EntityStore(sessions, knowledge, other);
    }

    /**
     * Tells whose transactions these are.
     *
     * @return true if the caller's
     */
    public boolean joins() {
        return sessions.joined();
    }

    /**
     * Returns the name of an entity.
     *
     * @param type its class
     * @return the name for messages
     */
    public String name(Class<?> type) {
        return knowledge.kind(type).name();
    }

    /**
     * Begins a write of a row that is named by its id.
     *
     * @param type the class of the entity
     * @param id its id
     * @param next makes the write
     * @param <E> the type of the entity
     * @param <W> the type of the write
     * @return what asks for the expected version
     */
    public <E, W> Expecting<W> expecting(Class<E> type, Object id, Function<EntityTarget<E>, W> next) {
        EntityKind kind = knowledge.kind(Objects.requireNonNull(type, "type"));
        Object exact = EntityId.of(kind, id);
        return Expecting.of(
                kind.name(), exact, version -> next.apply(new EntityTarget<>(this, type, row(kind, exact, version))));
    }

    private static EntityRow row(EntityKind kind, Object id, long expected) {
        return new EntityRow(kind, id, expected, false);
    }

    /**
     * Reads an entity.
     *
     * @param type the class of the entity
     * @param id its id
     * @param <E> the type of the entity
     * @return the entity, or empty if there is none, or it is hidden
     */
    public <E> Optional<E> read(Class<E> type, Object id) {
        EntityKind kind = knowledge.kind(Objects.requireNonNull(type, "type"));
        EntityRow row = row(kind, EntityId.of(kind, id), 0);
        return read(scope ->
                new EntityLoad(scope, knowledge.dialect(scope), row).found().map(found -> type.cast(found)));
    }

    /**
     * Returns the version that an entity was read at.
     *
     * @param entity the entity
     * @return its version
     */
    public long version(Object entity) {
        EntityKind kind = knowledge.kind(EntityKind.classOf(entity));
        knowledge.settleFailed();
        Object object = Hibernate.unproxy(entity);
        OptionalLong read = sessions.versionRead(object);
        if (read.isPresent()) {
            return read.getAsLong();
        }
        Long version = kind.versionIn(object);
        if (version == null) {
            throw new IllegalArgumentException("entity: this " + kind.name()
                    + " has no version: it was not stored yet, or its version was lost on the way");
        }
        return version;
    }

    /**
     * Inserts an entity.
     *
     * @param entity the entity
     * @param <E> its type
     * @return the entity
     */
    public <E> E insert(E entity) {
        EntityKind kind = knowledge.kind(EntityKind.classOf(entity));
        EntityId.requireStorable(kind, kind.idIn(entity));
        return write(new NewEntity<>(knowledge, kind, entity));
    }

    /**
     * Inserts a new entity, or updates one at the version that it was read at.
     *
     * @param entity the entity
     * @param <E> its type
     * @return the entity
     */
    @SuppressWarnings("unchecked")
    public <E> E save(E entity) {
        Class<E> type = (Class<E>) EntityKind.classOf(entity);
        EntityKind kind = knowledge.kind(type);
        knowledge.settleFailed();
        Object given = Hibernate.unproxy(entity);
        Object id = kind.idIn(given);
        if (id == null) {
            return insert(entity);
        }
        if (kind.isFresh(given)) {
            requireNotStoredBefore(kind, id, given);
            return insert(entity);
        }
        long expected = version(given);
        if (expected < 0) {
            throw VersionRequiredException.notAVersion(kind.name(), id, expected);
        }
        return new EntityTarget<>(this, type, row(kind, EntityId.of(kind, id), expected)).merge(entity);
    }

    /** An id that only the database gives, on an object without a version: the version got lost, perhaps in a form. */
    private static void requireNotStoredBefore(EntityKind kind, Object id, Object given) {
        boolean isGiven = !(id instanceof Number number && number.longValue() == 0);
        if (isGiven && kind.versionIn(given) == null && kind.generatesIds()) {
            throw VersionRequiredException.missing(kind.name(), id);
        }
    }

    /**
     * Runs code that writes in its own way, and flushes.
     *
     * @param work what to run
     * @param <T> the type of its answer
     * @return its answer
     */
    public <T extends @Nullable Object> T guarding(Supplier<T> work) {
        if (sessions instanceof OwnedSessions) {
            throw new IllegalStateException("there is no transaction to join, in which work of yours could be guarded;"
                    + " use JpaVersioning.over(...) the EntityManager that it works with");
        }
        return write(new GuardedWork<>(knowledge, work));
    }

    /**
     * Runs code that writes with a stateless session.
     *
     * @param session the session
     * @param work what to run
     * @param <T> the type of its answer
     * @return its answer
     */
    public <T extends @Nullable Object> T guarding(StatelessSession session, Supplier<T> work) {
        try {
            return StatelessWork.with(session, knowledge).run(work);
        } catch (StatelessWork.StaleRow stale) {
            throw publisher.publish(new ConflictException(stale.conflict(), stale.getCause()));
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Carries out a write. */
    <R> R write(Sessions.Writing<R> writing) {
        ConflictException conflict;
        try {
            return sessions.write(writing);
        } catch (LostRow lost) {
            conflict = conflict(lost);
        } catch (SQLException e) {
            throw failed(e);
        }
        // only now that the connection is back where the library owns it: a listener may need one of its own
        throw publisher.publish(conflict);
    }

    /** Carries out a read. */
    <R> R read(Sessions.Reading<R> reading) {
        try {
            return sessions.read(reading);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private ConflictException conflict(LostRow lost) {
        AttemptAbortedException aborted = lost.aborted();
        if (aborted != null && joins()) {
            throw aborted;
        }
        try {
            return read(scope -> new CurrentRow(scope, knowledge.dialect(scope)).conflict(lost));
        } catch (AttemptAbortedException | DatabaseException readFailed) {
            if (aborted == null || aborted == readFailed) {
                throw readFailed;
            }
            aborted.addSuppressed(readFailed);
            throw aborted;
        }
    }

    private static DatabaseException failed(SQLException e) {
        return SqlFailure.of(e).toDatabaseException("The database failed");
    }
}
