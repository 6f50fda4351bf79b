package io.versioning.jpa.internal;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.EventSource;
import org.hibernate.event.spi.PersistContext;
import org.hibernate.event.spi.PersistEvent;
import org.hibernate.event.spi.PersistEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Notes what new objects carry before they are stored, be it by a cascade: if that is rolled back, they are new again.
 * Thread-safe.
 *
 * @param knowledge the persistence unit
 */
record PersistNotes(FactoryKnowledge knowledge) implements PersistEventListener {

    @Override
    public void onPersist(PersistEvent event) {
        EventSource session = event.getSession();
        if (!Hibernate.isInitialized(event.getObject())) {
            return;
        }
        Object entity = Hibernate.unproxy(event.getObject());
        if (session.getPersistenceContext().getEntry(entity) == null) {
            EntityPersister persister = session.getEntityPersister(event.getEntityName(), entity);
            if (!isOfConcern(knowledge, session, persister)) {
                return;
            }
            requireNoVersionSetByHand(session, entity, persister);
            knowledge.ledger(session).noteNew(entity, persister);
        }
    }

    /** Whether an entity is of any concern: one without a version only where the library stores it along with others. */
    static boolean isOfConcern(FactoryKnowledge knowledge, SessionImplementor session, EntityPersister persister) {
        return persister.isVersioned() || knowledge.rowUnderWay().isWatched(session);
    }

    /** Hibernate would store a version of a primitive type as it is; of others it takes the object for a stored one. */
    private void requireNoVersionSetByHand(EventSource session, Object entity, EntityPersister persister) {
        if (knowledge.rowUnderWay().isWatched(session) && persister.isVersioned()) {
            EntityKind kind = knowledge.mapped(persister.getEntityName());
            if (kind.isGuarded() && kind.wasStored(entity, session)) {
                throw NewEntity.stored(null);
            }
        }
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        onPersist(event);
    }
}
