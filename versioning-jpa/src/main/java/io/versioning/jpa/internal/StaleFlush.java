package io.versioning.jpa.internal;

import io.versioning.Conflict;
import io.versioning.Conflicts;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.jspecify.annotations.Nullable;

/**
 * A flush of the application's that finds a row to be stale. The exception stays what it is, and is given a note of the
 * conflict: which row, what was expected, and what is there, which is read at once, on the same connection.
 *
 * <p>Costs nothing while all goes well, but for batches: a batch that fails leaves new versions in objects that were not
 * written, so that the old ones are noted before.
 *
 * <p>Not thread-safe, like the session.
 *
 * @param knowledge the persistence unit
 * @param session the session that is flushed
 */
record StaleFlush(FactoryKnowledge knowledge, SessionImplementor session) {

    void noting(Runnable flush) {
        Map<EntityKey, Object> before = isBatched() ? versions() : null;
        try {
            flush.run();
        } catch (StaleStateException stale) {
            note(stale, row -> expected(row, before));
            throw stale;
        }
    }

    /** Adds the conflict, unless the library has begun what failed and tells of it by itself. */
    void note(StaleStateException stale, Function<EntityKey, OptionalLong> expectedBy) {
        conflict(stale, expectedBy).ifPresent(conflict -> Conflicts.note(stale, conflict));
    }

    private boolean isBatched() {
        return session.getConfiguredJdbcBatchSize() > 1;
    }

    private Map<EntityKey, Object> versions() {
        Map<EntityKey, Object> versions = new HashMap<>();
        for (Map.Entry<Object, EntityEntry> managed :
                session.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = managed.getValue();
            if (entry.getVersion() != null) {
                versions.put(entry.getEntityKey(), entry.getVersion());
            }
        }
        return versions;
    }

    /** Whatever goes wrong here must not take the place of what went wrong in the flush. */
    private Optional<Conflict> conflict(StaleStateException stale, Function<EntityKey, OptionalLong> expectedBy) {
        try {
            if (knowledge.rowUnderWay().isWatched(session)) {
                return Optional.empty();
            }
            SessionScope scope = new SessionScope(session, true);
            CurrentRow current = new CurrentRow(scope, knowledge.dialect(scope));
            return new StaleRows(knowledge, session, null, expectedBy)
                    .in(stale, Optional.empty())
                    .map(current::conflict);
        } catch (SQLException | RuntimeException e) {
            stale.addSuppressed(e);
            return Optional.empty();
        }
    }

    private OptionalLong expected(EntityKey row, @Nullable Map<EntityKey, Object> before) {
        Object version = before == null ? managed(row) : before.get(row);
        return version instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    private @Nullable Object managed(EntityKey row) {
        Object entity = session.getPersistenceContext().getEntity(row);
        EntityEntry entry =
                entity == null ? null : session.getPersistenceContext().getEntry(entity);
        return entry == null ? null : entry.getVersion();
    }
}
