package io.versioning.bulk.jpa.internal;

import io.versioning.Outcome;
import io.versioning.bulk.internal.Outcomes;
import io.versioning.internal.text.SafeText;
import io.versioning.jpa.internal.EntityStore;
import io.versioning.jpa.internal.JoinedSessions;
import java.util.List;
import java.util.Optional;
import org.hibernate.collection.spi.PersistentCollection;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a persistence context of the caller's holds of rows that are written past it. Not thread-safe, like the session.
 *
 * @param door the entities
 * @param session the session
 */
record ManagedRows(EntityDoor<?> door, SessionImplementor session) {

    /**
     * Requires that no instance of a row is changed or removed, which a flush would write.
     *
     * @throws IllegalStateException if one is, naming entity and id
     */
    void requireUnchanged(List<EntityRowSource> rows) {
        if (session.getPersistenceContext().getNumberOfManagedEntities() == 0) {
            return;
        }
        for (EntityRowSource row : rows) {
            Object instance = instance(row);
            EntityEntry entry = instance == null ? null : entry(instance);
            if (instance != null && entry != null) {
                requireUnchanged(row, instance, entry);
            }
        }
    }

    private void requireUnchanged(EntityRowSource row, Object instance, EntityEntry entry) {
        String words = SafeText.of(door.kind().name()) + " " + SafeText.of(row.id());
        if (entry.getStatus().isDeletedOrGone()) {
            throw new IllegalStateException(
                    words + " is removed in this persistence context, and can't be written by a bulk too; nothing was");
        }
        if (entry.getStatus() == Status.MANAGED && isChanged(instance, entry)) {
            throw new IllegalStateException(
                    words + " has changes in this persistence context, and can't be written by a"
                            + " bulk too; flush, refresh or detach it first; nothing was written");
        }
    }

    private boolean isChanged(Object instance, EntityEntry entry) {
        Object[] loaded = entry.getLoadedState();
        Object[] values = entry.getPersister().getValues(instance);
        for (Object value : values) {
            if (value instanceof PersistentCollection<?> collection && collection.isDirty()) {
                return true;
            }
        }
        return loaded != null && entry.getPersister().findDirty(values, loaded, instance, session) != null;
    }

    /** Writes what else the context holds, and tells of conflicts in that as guarded writes do. */
    void flush() {
        new EntityStore(new JoinedSessions(session), door.knowledge(), door.publisher()).guarding(() -> true);
    }

    /** Takes instances out of the context that are not what their rows are. */
    void forget(List<EntityRowSource> rows, Outcomes outcomes) {
        if (session.getPersistenceContext().getNumberOfManagedEntities() == 0) {
            return;
        }
        for (int position = 0; position < rows.size(); position++) {
            Object instance = instance(rows.get(position));
            EntityEntry entry = instance == null ? null : entry(instance);
            if (instance != null && entry != null && isStale(entry, outcomes.at(position))) {
                session.detach(instance);
            }
        }
    }

    private static boolean isStale(EntityEntry entry, @Nullable Outcome outcome) {
        return Optional.ofNullable(outcome)
                .map(known -> known.<Boolean>fold(
                        applied -> true,
                        conflicted -> !(entry.getVersion() instanceof Number version
                                && conflicted.conflict().actual().orElse(-1) == version.longValue()),
                        refused -> false,
                        notApplied -> false,
                        unknown -> true))
                .orElse(true);
    }

    private @Nullable Object instance(EntityRowSource row) {
        PersistenceContext context = session.getPersistenceContext();
        return context.getEntity(session.generateEntityKey(row.id(), door.kind().persister()));
    }

    private @Nullable EntityEntry entry(Object instance) {
        return session.getPersistenceContext().getEntry(instance);
    }
}
