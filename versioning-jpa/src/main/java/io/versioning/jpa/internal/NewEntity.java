package io.versioning.jpa.internal;

import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.Connections;
import io.versioning.internal.write.FailureTranslation;
import jakarta.persistence.EntityExistsException;
import java.sql.SQLException;
import java.util.Objects;
import org.hibernate.PersistentObjectException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.id.IdentifierGenerationException;
import org.jspecify.annotations.Nullable;

/**
 * The insert of one entity. For one call.
 *
 * @param knowledge the persistence unit
 * @param kind what the entity is
 * @param entity the entity; if it is not stored, it is given back the version and the id that it had before
 * @param <E> the type of the entity
 */
record NewEntity<E>(FactoryKnowledge knowledge, EntityKind kind, E entity) implements Sessions.Writing<E> {

    /** An id that is taken: ISO/IEC 9075-2, subclause 24.1, class 23. */
    private static final String UNIQUE_VIOLATION = "23505";

    private static final String NEW_ROW = "a new row";

    @Override
    public E in(SessionScope scope) throws SQLException {
        SessionImplementor session = scope.session();
        if (session.contains(entity)) {
            throw stored(null);
        }
        CheckedTable table = knowledge.table(kind, scope);
        Connections.requireWritable(table, scope);
        knowledge.ledger(session).noteNew(entity, kind.persister(), session);
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
        Long version = Objects.requireNonNull(kind.versionIn(entity), "version");
        EntityRow row = new EntityRow(kind, id(), 0, false);
        new WrittenVersion(scope, table, row).require(version, version);
        return entity;
    }

    private static IllegalArgumentException stored(@Nullable RuntimeException exists) {
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
        return id == null ? NEW_ROW : id;
    }

    @Override
    public RuntimeException commitFailed(SessionScope scope, SQLException failure) {
        Object id = id();
        return new FailureTranslation(kind.name(), knowledge.knownDialect(), scope, kind.name(), id, null)
                .ofCommit(SqlFailure.of(failure));
    }
}
