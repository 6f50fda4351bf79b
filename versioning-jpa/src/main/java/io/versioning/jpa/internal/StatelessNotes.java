package io.versioning.jpa.internal;

import io.versioning.internal.text.SafeText;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.event.spi.AbstractPreDatabaseOperationEvent;
import org.hibernate.event.spi.PreDeleteEvent;
import org.hibernate.event.spi.PreInsertEvent;
import org.hibernate.event.spi.PreUpdateEvent;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * What objects carried before a stateless session wrote them, which puts the next version into them beforehand: it is given
 * back if the write fails, and if the transaction is rolled back. Not thread-safe, like the session.
 */
final class StatelessNotes implements TransactionObserver {

    /**
     * A write that has begun, and has failed unless Hibernate says that it is done.
     *
     * @param entity the object
     * @param row its row at the version that the write expects; null of an insert, which expects none
     * @param before what the object carried; null once that was given back to it
     */
    private record Attempt(
            Object entity,
            @Nullable EntityRow row,
            @Nullable BeforeWrite before) {

        boolean isOf(@Nullable String name, @Nullable Object id) {
            if (row == null || id == null) {
                return false;
            }
            EntityPersister persister = row.kind().persister();
            return persister.getEntityName().equals(name)
                    && persister.getIdentifierType().isEqual(row.id(), id);
        }

        Attempt givenBack() {
            return new Attempt(entity, row, null);
        }
    }

    private final FactoryKnowledge knowledge;
    private final WeakReference<SharedSessionContractImplementor> session;
    private final WeaklyHeld<BeforeWrite> objects = new WeaklyHeld<>();
    private final List<Attempt> attempts = new ArrayList<>();

    StatelessNotes(FactoryKnowledge knowledge, SharedSessionContractImplementor session) {
        this.knowledge = knowledge;
        this.session = new WeakReference<>(session);
    }

    /** Notes an object that is about to be inserted, and is as new as a fresh one: it carries the first version already. */
    void begin(PreInsertEvent event) {
        EntityKind kind = kind(event);
        if (kind.isGuarded()) {
            Object fresh = kind.persister().instantiate(null, session.get());
            Object id = kind.generatesIds() ? kind.idIn(fresh) : event.getId();
            Object version = kind.persister().getVersion(fresh);
            begin(event, null, new BeforeWrite.Insert(kind.persister(), version, id));
        }
    }

    /** Notes an object that is about to be updated: it carries the next version already. */
    void begin(PreUpdateEvent event) {
        EntityKind kind = kind(event);
        Long next = kind.isGuarded() ? kind.versionIn(event.getEntity()) : null;
        if (next != null) {
            // after the largest one Hibernate goes on with the smallest
            begin(event, kind, next == -kind.largest() - 1 ? kind.largest() : next - 1);
        }
    }

    /** Notes an object that is about to be deleted. */
    void begin(PreDeleteEvent event) {
        EntityKind kind = kind(event);
        Long version = kind.isGuarded() ? kind.versionIn(event.getEntity()) : null;
        if (version != null) {
            begin(event, kind, version);
        }
    }

    private EntityKind kind(AbstractPreDatabaseOperationEvent event) {
        return knowledge.mapped(event.getPersister().getEntityName());
    }

    private void begin(AbstractPreDatabaseOperationEvent event, EntityKind kind, long expected) {
        begin(
                event,
                new EntityRow(kind, event.getId(), expected, false),
                new BeforeWrite.Update(kind.persister(), kind.version(expected)));
    }

    private void begin(AbstractPreDatabaseOperationEvent event, @Nullable EntityRow row, BeforeWrite before) {
        Object entity = event.getEntity();
        if (attempts.stream().anyMatch(attempt -> attempt.entity() == entity && attempt.before() != null)) {
            throw new IllegalStateException(kind(event).name() + " " + SafeText.of(event.getId())
                    + ": an earlier write of this object has failed, and left a version in it that is not its own;"
                    + " write it again in guarded work of its own");
        }
        done(entity);
        objects.computeIfAbsent(entity, () -> before);
        attempts.add(new Attempt(entity, row, before));
    }

    /** Notes that an object was written. */
    void done(Object entity) {
        attempts.removeIf(attempt -> attempt.entity() == entity);
    }

    /** The row that a failed write expected, the last one if several have failed; empty if none of this row has. */
    Optional<EntityRow> failed(@Nullable String entity, @Nullable Object id) {
        return attempts.stream()
                .filter(attempt -> attempt.isOf(entity, id))
                .reduce((earlier, later) -> later)
                .map(Attempt::row);
    }

    /** Ends a call: what is not done has failed. */
    void end() {
        giveBackFailed();
        attempts.clear();
    }

    private void giveBackFailed() {
        attempts.forEach(attempt -> giveBack(attempt.entity(), attempt.before()));
        attempts.replaceAll(Attempt::givenBack);
    }

    private void giveBack(Object entity, @Nullable BeforeWrite before) {
        SharedSessionContractImplementor open = session.get();
        if (open != null && before != null) {
            before.giveBackTo(entity, open);
        }
    }

    @Override
    public void afterBegin() {
        giveBackFailed();
        objects.clear();
    }

    @Override
    public void beforeCompletion() {
        // nothing is known of the end yet
    }

    /** Not successful is also a COMMIT without an answer. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        giveBackFailed();
        if (!successful) {
            objects.forEach(this::giveBack);
        }
        objects.clear();
    }
}
