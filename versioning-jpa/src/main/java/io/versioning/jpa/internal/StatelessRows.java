package io.versioning.jpa.internal;

import io.versioning.internal.text.SafeText;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostDeleteEvent;
import org.hibernate.event.spi.PostDeleteEventListener;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.event.spi.PostUpdateEvent;
import org.hibernate.event.spi.PostUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.event.spi.PreUpsertEvent;
import org.hibernate.event.spi.PreUpsertEventListener;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Sees to it that guarded stateless sessions write one row at a time, and notes which of these writes have begun and which
 * are done: of a batch nobody could tell. Thread-safe.
 *
 * @param knowledge the persistence unit
 */
record StatelessRows(FactoryKnowledge knowledge)
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreUpsertEventListener,
                PostInsertEventListener,
                PostUpdateEventListener,
                PostDeleteEventListener {

    /** Comes before all others, which may refuse the write: the object carries the next version already. */
    void listenTo(EventListenerRegistry registry) {
        registry.getEventListenerGroup(EventType.PRE_INSERT).prependListener(this);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).prependListener(this);
        registry.getEventListenerGroup(EventType.PRE_DELETE).prependListener(this);
        registry.getEventListenerGroup(EventType.PRE_UPSERT).prependListener(this);
        registry.getEventListenerGroup(EventType.POST_INSERT).prependListener(this);
        registry.getEventListenerGroup(EventType.POST_UPDATE).prependListener(this);
        registry.getEventListenerGroup(EventType.POST_DELETE).prependListener(this);
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        beginning(event).ifPresent(notes -> notes.begin(event));
        return false;
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        beginning(event).ifPresent(notes -> notes.begin(event));
        return false;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        beginning(event).ifPresent(notes -> notes.begin(event));
        return false;
    }

    /** An upsert inserts a deleted row again, and Hibernate 6 does not look whether it wrote anything. */
    @Override
    public boolean onPreUpsert(PreUpsertEvent event) {
        if (beginning(event).isPresent() && event.getPersister().isVersioned()) {
            throw new IllegalArgumentException("entity: an upsert of a "
                    + SafeText.of(knowledge
                            .mapped(event.getPersister().getEntityName())
                            .name())
                    + " would insert a deleted row again; use insert or update");
        }
        return false;
    }

    /** Turns batches off, also those of the code and of calls like {@code updateMultiple}, before each single write. */
    private Optional<StatelessNotes> beginning(Object event) {
        SharedSessionContractImplementor session = knowledge.rowUnderWay().watchedStateless(event);
        if (session == null) {
            return Optional.empty();
        }
        session.setJdbcBatchSize(1);
        return Optional.of(knowledge.notes(session));
    }

    @Override
    public void onPostInsert(PostInsertEvent event) {
        done(event, event.getEntity());
    }

    @Override
    public void onPostUpdate(PostUpdateEvent event) {
        done(event, event.getEntity());
    }

    @Override
    public void onPostDelete(PostDeleteEvent event) {
        done(event, event.getEntity());
    }

    private void done(Object event, Object entity) {
        SharedSessionContractImplementor session = knowledge.rowUnderWay().watchedStateless(event);
        if (session != null) {
            knowledge.notes(session).done(entity);
        }
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
        return false;
    }
}
