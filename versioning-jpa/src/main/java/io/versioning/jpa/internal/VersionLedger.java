package io.versioning.jpa.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the rows and objects of one session had before the transaction wrote any of them. Hibernate leaves the
 * version of a flush in the object when the flush fails or its transaction is rolled back; once another writer commits
 * that very number, the object would overwrite what that writer wrote.
 *
 * <p>Not thread-safe, like the session.
 */
final class VersionLedger implements TransactionObserver {

    private final FactoryKnowledge knowledge;
    private final WeakReference<SessionImplementor> session;
    private final WeaklyHeld<BeforeWrite> objects = new WeaklyHeld<>();
    private final Map<EntityKey, Optional<Object>> written = new LastWritten();
    private final Map<EntityKey, Object> merged = new HashMap<>();
    private final CallsUnderWay calls = new CallsUnderWay();
    private final List<Runnable> atEnd = new ArrayList<>();
    private boolean inTransaction;
    private volatile @Nullable Thread committing;

    VersionLedger(FactoryKnowledge knowledge, SessionImplementor session) {
        this.knowledge = knowledge;
        this.session = new WeakReference<>(session);
        this.inTransaction = session.isTransactionInProgress();
    }

    /** Notes what is in a session that is about to be flushed. */
    void note(SessionImplementor flushed) {
        merged.clear();
        for (Map.Entry<Object, EntityEntry> managed :
                flushed.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = managed.getValue();
            if (entry.getPersister().isVersioned() && entry.isExistsInDatabase()) {
                objects.computeIfAbsent(managed.getKey(), () -> before(entry, flushed));
            }
        }
    }

    private BeforeWrite before(EntityEntry entry, SessionImplementor flushed) {
        Optional<Object> base = written.get(entry.getEntityKey());
        return base == null
                ? new BeforeWrite.Update(entry.getPersister(), entry.getVersion())
                : beforeWritten(entry.getPersister(), entry.getId(), base, flushed);
    }

    /** An object of a row that this transaction has written before carries a version that is not committed. */
    private static BeforeWrite beforeWritten(
            EntityPersister persister, Object id, Optional<Object> base, SessionImplementor session) {
        return base.<BeforeWrite>map(version -> new BeforeWrite.Update(persister, version))
                .orElseGet(() -> new BeforeWrite.Insert(
                        persister, persister.getVersion(persister.instantiate(id, session)), id));
    }

    /** Notes an object that was loaded. */
    void loaded(EntityPersister persister, Object id, Object entity) {
        SessionImplementor open = session.get();
        if (open != null && !written.isEmpty()) {
            Optional<Object> base = written.get(open.generateEntityKey(id, persister));
            if (base != null) {
                objects.computeIfAbsent(entity, () -> beforeWritten(persister, id, base, open));
            }
        }
    }

    /** Notes a row that is about to be inserted. */
    void inserted(EntityKey row) {
        wrote(row, null);
    }

    /** Notes a row that is about to be updated, with the version that it has. */
    void updated(EntityKey row, @Nullable Object version) {
        wrote(row, version);
    }

    private void wrote(EntityKey row, @Nullable Object version) {
        if (written.isEmpty()) {
            knowledge.writing(this);
        }
        written.putIfAbsent(row, Optional.ofNullable(version));
    }

    /** Notes the version, and the id, of an object that is about to be stored for the first time. */
    void noteNew(Object entity, EntityPersister persister) {
        noteNew(entity, entity, persister);
    }

    /** Notes an object that is about to be stored for the first time, and is as new as another one. */
    void noteNew(Object entity, Object original, EntityPersister persister) {
        objects.computeIfAbsent(
                entity,
                () -> new BeforeWrite.Insert(
                        persister,
                        persister.getVersion(original),
                        persister.getIdentifierMapping().getIdentifier(original)));
    }

    /** Notes the version of a detached object that could not be merged. */
    void noteMerged(EntityKey row, Object version) {
        merged.put(row, version);
    }

    /**
     * The version at which a row was to be merged, locked or written; empty if there is none. As long as rows are written
     * one at a time, that of a row which was not is still the one in the persistence context.
     */
    OptionalLong expected(EntityKey row, SessionImplementor session) {
        PersistenceContext context = session.getPersistenceContext();
        Object version = merged.get(row);
        if (version == null) {
            EntityEntry entry = context.getEntry(context.getEntity(row));
            version = entry == null ? null : entry.getVersion();
        }
        return version instanceof Number number ? OptionalLong.of(number.longValue()) : OptionalLong.empty();
    }

    /** The calls of the library's that go on in the session. */
    CallsUnderWay calls() {
        return calls;
    }

    /** Notes what is to be done when the transaction has ended, in whatever way. */
    void atEnd(Runnable work) {
        atEnd.add(work);
    }

    /** Ends a transaction that is not committed, or of whose objects nothing is noted any more. */
    void end() {
        try {
            giveBack();
        } finally {
            objects.clear();
            merged.clear();
            written.clear();
            knowledge.ended(this);
            List<Runnable> due = List.copyOf(atEnd);
            atEnd.clear();
            due.forEach(Runnable::run);
        }
    }

    /** Ends a transaction that has failed to end in this thread, and of which Hibernate has told nobody. */
    void endIfFailed() {
        SessionImplementor open = session.get();
        if (open != null && Thread.currentThread().equals(committing) && hasFailed(open)) {
            end();
        }
    }

    /** Whether the session is no longer there, though nobody has ended its transaction. */
    boolean isAbandoned() {
        return session.get() == null;
    }

    /** Whether COMMIT or ROLLBACK has failed: 6.6 tells nobody of either, 7 not of the latter. */
    static boolean hasFailed(SessionImplementor session) {
        TransactionStatus status = session.getTransactionCoordinator()
                .getTransactionDriverControl()
                .getStatus();
        return status == TransactionStatus.FAILED_COMMIT || status == TransactionStatus.FAILED_ROLLBACK;
    }

    /** Gives all objects back the versions that they had before. */
    void giveBack() {
        SessionImplementor open = session.get();
        if (open != null) {
            objects.forEach((entity, before) -> before.giveBackTo(entity, open));
        }
    }

    /** What the flush before COMMIT writes was noted when that began. */
    @Override
    public void beforeCompletion() {
        committing = Thread.currentThread();
    }

    /**
     * What was noted between two transactions, such as an object that is to be stored by the next one, stays noted. After
     * an end that nobody told of, the session still has the objects of a transaction that was not committed, and forgets
     * them, as it does when it is told.
     */
    @Override
    public void afterBegin() {
        if (inTransaction) {
            end();
            SessionImplementor ended = session.get();
            if (ended != null) {
                ended.clear();
            }
        }
        inTransaction = true;
    }

    /** Not successful is also a COMMIT without an answer. */
    @Override
    public void afterCompletion(boolean successful, boolean delayed) {
        inTransaction = false;
        if (successful) {
            objects.clear();
        }
        end();
    }
}
