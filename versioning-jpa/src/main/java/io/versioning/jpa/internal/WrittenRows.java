package io.versioning.jpa.internal;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostLoadEvent;
import org.hibernate.event.spi.PostLoadEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Keeps the ledgers: which rows a transaction writes, whatever objects there are of them then or later. Thread-safe.
 *
 * @param knowledge the persistence unit
 */
record WrittenRows(FactoryKnowledge knowledge)
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener,
                PostLoadEventListener {

    void listenTo(EventListenerRegistry registry) {
        registry.getEventListenerGroup(EventType.PRE_INSERT).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_DELETE).appendListener(this);
        registry.getEventListenerGroup(EventType.POST_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.POST_DELETE).appendListener(this);
        registry.getEventListenerGroup(EventType.POST_LOAD).appendListener(this);
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        boolean isNoted = event.getId() != null && event.getPersister().isVersioned();
        if (isNoted && EventSession.of(event) instanceof SessionImplementor session) {
            EntityKey key = session.generateEntityKey(event.getId(), event.getPersister());
            knowledge.ledger(session).inserted(key);
        }
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        if (!event.getPersister().isVersioned()) {
            return false;
        }
        if (EventSession.of(event) instanceof SessionImplementor session) {
            EntityEntry entry = session.getPersistenceContext().getEntry(event.getEntity());
            if (entry != null) {
                VersionLedger ledger = knowledge.ledger(session);
                ledger.updated(entry.getEntityKey(), entry.getVersion());
                ledger.calls().updating(entry.getEntityKey());
            }
        }
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        if (EventSession.of(event) instanceof SessionImplementor session) {
            knowledge.ledger(session).calls().deleting(session.generateEntityKey(event.getId(), event.getPersister()));
        }
        return false;
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        if (EventSession.of(event) instanceof SessionImplementor session) {
            knowledge.ledger(session).calls().updated(session.generateEntityKey(event.getId(), event.getPersister()));
        }
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        if (EventSession.of(event) instanceof SessionImplementor session) {
            knowledge.ledger(session).calls().deleted(session.generateEntityKey(event.getId(), event.getPersister()));
        }
    }

    @Override
    public void onPostLoad(PostLoadEvent event) {
        if (!knowledge.isAnythingWritten() || !event.getPersister().isVersioned()) {
            return;
        }
        if (EventSession.of(event) instanceof SessionImplementor session) {
            knowledge
                    .ledgerIfAny(session)
                    .ifPresent(ledger -> ledger.loaded(event.getPersister(), event.getId(), event.getEntity()));
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
