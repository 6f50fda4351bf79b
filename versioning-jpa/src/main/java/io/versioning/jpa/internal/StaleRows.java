package io.versioning.jpa.internal;

import io.versioning.ConflictException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.dialect.lock.OptimisticEntityLockException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Finds the row that Hibernate did not find at its version, in whatever it throws about that.
 *
 * @param knowledge the persistence unit
 * @param session the session
 * @param target the row that a call is about, as it names it; null if it is about no particular one
 * @param expectedBy tells at which version a row was to be written
 */
record StaleRows(
        FactoryKnowledge knowledge,
        SessionImplementor session,
        @Nullable EntityRow target,
        Function<EntityKey, OptionalLong> expectedBy) {

    /** The row; empty if it is about something else, or nobody can tell which row it is, or that has no version. */
    Optional<EntityRow> in(Throwable failure, Optional<RowUnderWay.Row> underWay) {
        for (Throwable link : ProviderFailure.chain(failure)) {
            if (link instanceof ConflictException) {
                return Optional.empty();
            } else if (link instanceof StaleObjectStateException stale) {
                return named(stale.getEntityName(), stale.getIdentifier());
            } else if (link instanceof OptimisticEntityLockException lock) {
                return managed(lock.getEntity());
            } else if (link instanceof StaleStateException) {
                return underWay.flatMap(row -> named(row.entity(), row.id()));
            }
        }
        return Optional.empty();
    }

    private Optional<EntityRow> managed(@Nullable Object entity) {
        EntityEntry entry =
                entity == null ? null : session.getPersistenceContext().getEntry(entity);
        return entry == null ? Optional.empty() : named(entry.getEntityName(), entry.getId());
    }

    /** The row that is meant by the names that Hibernate has for it; empty if it has no version. */
    Optional<EntityRow> named(@Nullable String entity, @Nullable Object id) {
        if (entity == null || id == null) {
            return Optional.empty();
        }
        EntityKind kind = knowledge.mapped(entity);
        EntityKey key = session.generateEntityKey(id, kind.persister());
        if (target != null && key.equals(target.key(session))) {
            return Optional.of(target);
        }
        OptionalLong expected = kind.isGuarded() ? expectedBy.apply(key) : OptionalLong.empty();
        return expected.isPresent()
                ? Optional.of(new EntityRow(kind, id, expected.getAsLong(), false))
                : Optional.empty();
    }
}
