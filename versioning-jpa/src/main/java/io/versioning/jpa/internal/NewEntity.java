package io.versioning.jpa.internal;

import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.Connections;
import io.versioning.internal.write.FailureTranslation;
import jakarta.persistence.EntityExistsException;
import java.sql.SQLException;
import java.util.Objects;
import org.hibernate.PersistentObjectException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.id.IdentifierGenerationException;
import org.jspecify.annotations.Nullable;

/**
 * The insert of one entity. For one call.
 *
 * @param <E> the type of the entity
 */
final class NewEntity<E> implements Sessions.Writing<E> {

    /** An id that is taken: ISO/IEC 9075-2, subclause 24.1, class 23. */
    private static final String UNIQUE_VIOLATION = "23505";

    private final FactoryKnowledge knowledge;
    private final EntityKind kind;
    private final E entity;
    private Runnable check = () -> {};

    /**
     * An insert.
     *
     * @param knowledge the persistence unit
     * @param kind what the entity is
     * @param entity the entity; if it is not stored, it is given back the version and the id that it had before
     */
    NewEntity(FactoryKnowledge knowledge, EntityKind kind, E entity) {
        this.knowledge = knowledge;
        this.kind = kind;
        this.entity = entity;
    }

    @Override
    public E in(SessionScope scope) throws SQLException {
        SessionImplementor session = scope.session();
        if (session.contains(entity)) {
            throw stored(null);
        }
        CheckedTable table = knowledge.table(kind, scope);
        Connections.requireWritable(table, scope);
        knowledge.ledger(session).noteNew(entity, kind.persister());
        try {
            new GuardedFlush(knowledge, scope, table.dialect(), null).run(() -> {
                session.persist(entity);
                session.flush();
            });
        } catch (EntityExistsException exists) {
            throw exists.getCause() instanceof PersistentObjectException ? stored(exists) : taken();
        } catch (PersistentObjectException exists) {
            throw stored(exists);
        } catch (IdentifierGenerationException missing) {
            throw new IllegalArgumentException(
                    "entity: this " + kind.name() + " has no id, and none is generated; assign one", missing);
        }
        requireWritten(session, scope);
        long version = version();
        WrittenVersion written = new WrittenVersion(scope, table, new EntityRow(kind, id(), 0, false));
        written.require(version, version);
        check = () -> written.requireOnce(version, version());
        return entity;
    }

    private long version() {
        return Objects.requireNonNull(kind.versionIn(entity), "version");
    }

    @Override
    public void beforeCommit() {
        check.run();
    }

    private void requireWritten(SessionImplementor session, SessionScope scope) {
        EntityEntry entry = session.getPersistenceContext().getEntry(entity);
        if (entry == null || !entry.isExistsInDatabase()) {
            throw EntityWrite.vetoed(scope, kind.name() + " " + SafeText.of(id()));
        }
    }

    static IllegalArgumentException stored(@Nullable RuntimeException exists) {
        return new IllegalArgumentException(
                "entity: is stored already, or was given a version or a generated id by hand, or so was one that its"
                        + " insert cascades to; to update it, use save(...) or update(...)",
                exists);
    }

    /** The persistence context has another object with that id. */
    private WriteRefusedException taken() {
        return new WriteRefusedException(kind.name(), id(), Refusal.constraint(null, UNIQUE_VIOLATION), null);
    }

    private Object id() {
        Object id = kind.idIn(entity);
        return id == null ? EntityId.NONE_YET : id;
    }

    @Override
    public RuntimeException commitFailed(SessionScope scope, SQLException failure) {
        Object id = id();
        return new FailureTranslation(kind.name(), knowledge.knownDialect(), scope, kind.name(), id, null)
                .ofCommit(SqlFailure.of(failure));
    }
}
