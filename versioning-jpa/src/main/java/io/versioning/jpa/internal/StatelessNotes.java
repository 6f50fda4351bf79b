package io.versioning.jpa.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The versions that objects had before a stateless session wrote them, which puts the next one into them beforehand: if
 * its transaction is rolled back, they are given back. Not thread-safe, like the session.
 */
final class StatelessNotes implements TransactionObserver {

    /** An object that was written, once or several times. */
    static final class Written {

        private final EntityKind kind;
        private final Object id;
        private final long before;
        private long expected;

        Written(EntityKind kind, Object id, long before) {
            this.kind = kind;
            this.id = id;
            this.before = before;
            this.expected = before;
        }

        /** The row, at the version that the last write expected. */
        EntityRow row() {
            return new EntityRow(kind, id, expected, false);
        }

        private boolean isOf(@Nullable String entity, @Nullable Object other) {
            EntityPersister persister = kind.persister();
            return persister.getEntityName().equals(entity)
                    && other != null
                    && persister.getIdentifierType().isEqual(id, other);
        }

        private void setVersion(Object entity, long version) {
            kind.setVersion(entity, kind.version(version));
        }
    }

    private final FactoryKnowledge knowledge;
    private final WeaklyHeld<Written> objects = new WeaklyHeld<>();

    StatelessNotes(FactoryKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Notes an object that is updated: it carries the next version already. */
    void note(PreUpdateEvent event) {
        note(event, 1);
    }

    /** Notes an object that is deleted. */
    void note(PreDeleteEvent event) {
        note(event, 0);
    }

    private void note(AbstractPreDatabaseOperationEvent event, int steps) {
        EntityKind kind = knowledge.mapped(event.getPersister().getEntityName());
        Long carried = kind.isGuarded() ? kind.versionIn(event.getEntity()) : null;
        if (carried != null) {
            long expected = carried - steps;
            objects.computeIfAbsent(event.getEntity(), () -> new Written(kind, event.getId(), expected)).expected =
                    expected;
        }
    }

    /** The row that was to be written, of which the object gets the version back that the last write expected. */
    Optional<EntityRow> takeBack(@Nullable String entity, @Nullable Object id) {
        AtomicReference<@Nullable EntityRow> taken = new AtomicReference<>();
        objects.forEach((object, written) -> {
            if (written.isOf(entity, id)) {
                written.setVersion(object, written.expected);
                taken.set(written.row());
            }
        });
        return Optional.ofNullable(taken.get());
    }

    @Override
    public void afterBegin() {
        objects.clear();
    }

    @Override
    public void beforeCompletion() {
        // nothing is known of the end yet
    }

    /** Not successful is also a COMMIT without an answer. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        if (!successful) {
            objects.forEach((object, written) -> written.setVersion(object, written.before));
        }
        objects.clear();
    }
}
