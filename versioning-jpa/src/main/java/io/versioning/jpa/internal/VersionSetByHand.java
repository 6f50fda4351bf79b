package io.versioning.jpa.internal;

import io.versioning.internal.text.SafeText;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.jspecify.annotations.Nullable;

/**
 * Refuses objects whose version somebody has set in guarded work, as code does that copies a form into an entity and
 * believes that it is checked: the provider checks the version that it has loaded, and the user's would be ignored.
 *
 * <p>Thread-safe: a session is a matter of one thread.
 */
final class VersionSetByHand {

    private final FactoryKnowledge knowledge;
    private final ThreadLocal<@Nullable SessionImplementor> guarded = new ThreadLocal<>();

    VersionSetByHand(FactoryKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Lets code of the application's write, with a look at the objects of its session at each flush. */
    <T extends @Nullable Object> T refusedDuring(SessionImplementor session, Supplier<T> work) {
        SessionImplementor around = guarded.get();
        guarded.set(session);
        try {
            return work.get();
        } finally {
            if (around == null) {
                guarded.remove();
            } else {
                guarded.set(around);
            }
        }
    }

    /**
     * Looks at the objects of a session that is about to be flushed. What was changed in them would be written by any later
     * flush too: so the transaction is over.
     *
     * @throws IllegalStateException if one of them carries another version than it was loaded at
     */
    void refuse(SessionImplementor session) {
        if (guarded.get() != session) {
            return;
        }
        for (Map.Entry<Object, EntityEntry> held :
                session.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = held.getValue();
            if (isOfARow(entry)) {
                Object carried = entry.getPersister().getVersion(held.getKey());
                if (!Objects.equals(carried, entry.getVersion())) {
                    session.getTransactionCoordinator()
                            .getTransactionDriverControl()
                            .markRollbackOnly();
                    throw refusal(entry, carried);
                }
            }
        }
    }

    /** A new object has no version yet that could be checked. */
    private boolean isOfARow(EntityEntry entry) {
        return (entry.getStatus() == Status.MANAGED || entry.getStatus() == Status.DELETED)
                && entry.isExistsInDatabase()
                && entry.getVersion() instanceof Number
                && knowledge.mapped(entry.getEntityName()).isGuarded();
    }

    private IllegalStateException refusal(EntityEntry entry, @Nullable Object carried) {
        return new IllegalStateException("entity: "
                + SafeText.of(knowledge.mapped(entry.getEntityName()).name()) + " " + SafeText.of(entry.getId())
                + " was loaded at version " + entry.getVersion() + ", and " + carried
                + " was set in it by hand, which would check nothing; pass the version that the user saw to"
                + " update(...).expecting(...)");
    }
}
