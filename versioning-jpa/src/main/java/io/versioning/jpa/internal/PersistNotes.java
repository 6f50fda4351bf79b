package io.versioning.jpa.internal;

import org.hibernate.Hibernate;
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
        if (!Hibernate.isInitialized(event.getObject()) || !knowledge.isWatched(session)) {
            return;
        }
        Object entity = Hibernate.unproxy(event.getObject());
        if (session.getPersistenceContext().getEntry(entity) == null) {
            EntityPersister persister = session.getEntityPersister(event.getEntityName(), entity);
            knowledge.ledger(session).noteNew(entity, persister);
        }
    }

    @Override
    public void onPersist(PersistEvent event, PersistContext createdAlready) {
        onPersist(event);
    }
}
