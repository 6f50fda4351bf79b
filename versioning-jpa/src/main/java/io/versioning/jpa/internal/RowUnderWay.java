package io.versioning.jpa.internal;

import io.versioning.VersionOverflowException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PreCollectionRecreateEvent;
import org.hibernate.event.spi.PreCollectionRecreateEventListener;
import org.hibernate.event.spi.PreCollectionRemoveEvent;
import org.hibernate.event.spi.PreCollectionRemoveEventListener;
import org.hibernate.event.spi.PreCollectionUpdateEvent;
import org.hibernate.event.spi.PreCollectionUpdateEventListener;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreDeleteEventListener;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreInsertEventListener;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.event.spi.PreUpdateEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * Notes which row a flush is writing: an error of the database's does not say whose it is, and a flush writes all that was
 * changed. Notes nothing outside of the library's own flushes.
 *
 * <p>Thread-safe: a flush is a matter of one thread.
 */
final class RowUnderWay
        implements PreInsertEventListener,
                PreUpdateEventListener,
                PreDeleteEventListener,
                PreCollectionRecreateEventListener,
                PreCollectionUpdateEventListener,
                PreCollectionRemoveEventListener {

    private static final long serialVersionUID = 1L;

    /**
     * A row that is being written.
     *
     * @param entity the name of its mapping; null if nothing was written yet
     * @param id its id, or null if the database generates it
     */
    record Row(@Nullable String entity, @Nullable Object id) {}

    /** What goes on in a thread: nothing, or a watch over a session in which a row was noted last. */
    record Watch(@Nullable Row last, @Nullable SharedSessionContractImplementor session) {}

    private static final Row NONE_YET = new Row(null, null);

    private final transient FactoryKnowledge knowledge;
    private final transient ThreadLocal<@Nullable Row> current = new ThreadLocal<>();
    private final transient ThreadLocal<@Nullable SharedSessionContractImplementor> watched = new ThreadLocal<>();

    RowUnderWay(FactoryKnowledge knowledge) {
        this.knowledge = knowledge;
    }

    /** Tells what a listener knows of its persistence unit, if it is one of these. */
    static void tell(PreUpdateEventListener listener, AtomicReference<@Nullable FactoryKnowledge> known) {
        if (listener instanceof RowUnderWay ours) {
            known.set(ours.knowledge);
        }
    }

    /**
     * From now on rows are noted.
     *
     * @param session the session that writes them
     * @return the watch that goes on around this one, to be taken up again
     */
    Watch watch(SharedSessionContractImplementor session) {
        Watch around = new Watch(current.get(), watched.get());
        current.set(NONE_YET);
        watched.set(session);
        return around;
    }

    /** Tells whether this thread is in a flush of the library's, of this session and no other. */
    boolean isWatched(SharedSessionContractImplementor session) {
        return watched.get() == session;
    }

    /** Ends a watch, and takes up the one that goes on around it. */
    void watchAgain(Watch around) {
        if (around.session() == null) {
            current.remove();
            watched.remove();
        } else {
            current.set(around.last());
            watched.set(around.session());
        }
    }

    /** The row that was written last in this watch. */
    Optional<Row> last() {
        return Optional.ofNullable(current.get()).filter(row -> row.entity() != null);
    }

    void listenTo(EventListenerRegistry registry) {
        registry.getEventListenerGroup(EventType.PRE_INSERT).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_DELETE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_RECREATE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_UPDATE).appendListener(this);
        registry.getEventListenerGroup(EventType.PRE_COLLECTION_REMOVE).appendListener(this);
    }

    /**
     * The stateless session that an event is of, if that is the one that is watched.
     *
     * @return the session; null if it is another one, or not stateless
     */
    @Nullable
    SharedSessionContractImplementor watchedStateless(Object event) {
        SharedSessionContractImplementor session = watched.get();
        return session instanceof SessionImplementor || !isWatchedHere(event) ? null : session;
    }

    /**
     * Of the session that is watched: a listener of the application's may write through another one meanwhile. Events that
     * name no session are taken for those of the stateless one that is watched.
     */
    private boolean isWatchedHere(Object event) {
        SharedSessionContractImplementor session = watched.get();
        if (session == null) {
            return false;
        }
        SharedSessionContractImplementor writer = EventSession.of(event);
        return writer == session || (writer == null && !(session instanceof SessionImplementor));
    }

    private boolean goOn(AbstractPreDatabaseOperationEvent event) {
        if (isWatchedHere(event)) {
            current.set(new Row(event.getPersister().getEntityName(), event.getId()));
        }
        return false;
    }

    private void note(AbstractCollectionEvent event) {
        if (isWatchedHere(event)) {
            current.set(new Row(event.getAffectedOwnerEntityName(), event.getAffectedOwnerIdOrNull()));
        }
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return goOn(event);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        boolean veto = goOn(event);
        if (isWatchedHere(event)) {
            requireCounted(event.getPersister(), event.getId(), event.getState());
        }
        return veto;
    }

    /** The provider counts on past the largest number, to the smallest one. */
    private void requireCounted(EntityPersister persister, Object id, Object[] state) {
        if (!persister.isVersioned()) {
            return;
        }
        Object next = state[persister.getVersionMapping().getVersionAttribute().getStateArrayPosition()];
        long largest = largestBefore(next);
        if (largest > 0) {
            throw new VersionOverflowException(
                    knowledge.mapped(persister.getEntityName()).name(), id, largest, largest);
        }
    }

    private static long largestBefore(@Nullable Object next) {
        if (next instanceof Short small && small == Short.MIN_VALUE) {
            return Short.MAX_VALUE;
        } else if (next instanceof Integer medium && medium == Integer.MIN_VALUE) {
            return Integer.MAX_VALUE;
        }
        return next instanceof Long large && large == Long.MIN_VALUE ? Long.MAX_VALUE : -1;
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return goOn(event);
    }

    @Override
    public void onPreRecreateCollection(PreCollectionRecreateEvent event) {
        note(event);
    }

    @Override
    public void onPreUpdateCollection(PreCollectionUpdateEvent event) {
        note(event);
    }

    @Override
    public void onPreRemoveCollection(PreCollectionRemoveEvent event) {
        note(event);
    }
}
