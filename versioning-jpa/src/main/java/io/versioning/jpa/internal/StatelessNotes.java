package io.versioning.jpa.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The versions that objects had before a stateless session wrote them, which puts the next one into them beforehand: if
 * its transaction is rolled back, they are given back. Not thread-safe, like the session.
 */
final class StatelessNotes implements TransactionObserver {

    /** An object that was written. */
    record Written(EntityKind kind, Object id, long expected) {

        void giveBackTo(Object entity) {
            kind.setVersion(entity, kind.version(expected));
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
            objects.putIfAbsent(event.getEntity(), new Written(kind, event.getId(), carried - steps));
        }
    }

    /** The object of a row that was to be written, which gets its version back. */
    Optional<Written> takeBack(@Nullable String entity, @Nullable Object id) {
        AtomicReference<@Nullable Written> taken = new AtomicReference<>();
        objects.forEach((object, written) -> {
            if (written.id().equals(id)
                    && written.kind().persister().getEntityName().equals(entity)) {
                written.giveBackTo(object);
                taken.set(written);
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
            objects.forEach((object, written) -> written.giveBackTo(object));
        }
        objects.clear();
    }
}
