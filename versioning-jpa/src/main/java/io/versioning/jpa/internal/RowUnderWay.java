package io.versioning.jpa.internal;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.event.spi.AbstractCollectionEvent;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
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
     * @param object what is written; null for a collection
     * @param deletes whether it is deleted
     */
    record Row(
            @Nullable String entity,
            @Nullable Object id,
            @Nullable Object object,
            boolean deletes) {}

    /** What goes on in a thread: nothing, or a watch in which a row was noted last. */
    record Watch(@Nullable Row last) {}

    private static final Row NONE_YET = new Row(null, null, null, false);

    private final transient FactoryKnowledge knowledge;
    private final transient ThreadLocal<@Nullable Row> current = new ThreadLocal<>();

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
     * @return the watch that goes on around this one, to be taken up again
     */
    Watch watch() {
        Watch around = new Watch(current.get());
        current.set(NONE_YET);
        return around;
    }

    /** Tells whether this thread is in a flush of the library's. */
    boolean isWatched() {
        return current.get() != null;
    }

    /** Ends a watch, and takes up the one that goes on around it. */
    void watchAgain(Watch around) {
        current.set(around.last());
    }

    /** The row that was written last in this watch. */
    Optional<Row> last() {
        return Optional.ofNullable(current.get()).filter(row -> row.entity() != null);
    }

    private void note(Row row) {
        if (current.get() != null) {
            current.set(row);
        }
    }

    private boolean goOn(AbstractPreDatabaseOperationEvent event, boolean deletes) {
        note(new Row(event.getPersister().getEntityName(), event.getId(), event.getEntity(), deletes));
        return false;
    }

    private void note(AbstractCollectionEvent event) {
        note(new Row(event.getAffectedOwnerEntityName(), event.getAffectedOwnerIdOrNull(), null, false));
    }

    @Override
    public boolean onPreInsert(PreInsertEvent event) {
        return goOn(event, false);
    }

    @Override
    public boolean onPreUpdate(PreUpdateEvent event) {
        return goOn(event, false);
    }

    @Override
    public boolean onPreDelete(PreDeleteEvent event) {
        return goOn(event, true);
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
