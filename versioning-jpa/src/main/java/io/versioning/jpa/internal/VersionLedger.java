package io.versioning.jpa.internal;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.PersistenceContext;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.jspecify.annotations.Nullable;

/**
 * The versions that the objects of one session had before the transaction wrote any of them. Hibernate leaves the version
 * of a flush in the object when the flush fails or its transaction is rolled back; once another writer commits that very
 * number, the object would overwrite what that writer wrote.
 *
 * <p>Not thread-safe, like the session.
 */
final class VersionLedger implements TransactionObserver {

    /** What an object carried before. */
    private interface Before {
        void giveBackTo(Object entity, SessionImplementor session);
    }

    private record BeforeUpdate(
            EntityPersister persister, @Nullable Object version) implements Before {
        @Override
        public void giveBackTo(Object entity, SessionImplementor session) {
            persister.getVersionMapping().getVersionAttribute().setValue(entity, version);
        }
    }

    /** An object that was stored for the first time also loses the id that was generated for it, to be stored again. */
    private record BeforeInsert(
            EntityPersister persister,
            @Nullable Object version,
            @Nullable Object id) implements Before {
        @Override
        public void giveBackTo(Object entity, SessionImplementor session) {
            if (persister.isVersioned()) {
                persister.getVersionMapping().getVersionAttribute().setValue(entity, version);
            }
            if (persister.hasIdentifierProperty()
                    && !Objects.equals(id, persister.getIdentifierMapping().getIdentifier(entity))) {
                persister.setIdentifier(entity, id, session);
            }
        }
    }

    private final WeaklyHeld<Before> objects = new WeaklyHeld<>();
    private final Map<EntityKey, Object> merged = new HashMap<>();
    private final Set<EntityKey> changing = new HashSet<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private final WeakReference<SessionImplementor> session;
    private boolean inTransaction;
    private boolean used;

    VersionLedger(SessionImplementor session) {
        this.session = new WeakReference<>(session);
        this.inTransaction = session.isTransactionInProgress();
    }

    /** Notes that the library is called in the session. */
    void use() {
        used = true;
    }

    boolean isUsed() {
        return used;
    }

    /** Notes what is in a session that is about to be flushed. */
    void note(SessionImplementor session) {
        merged.clear();
        for (Map.Entry<Object, EntityEntry> managed :
                session.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = managed.getValue();
            if (entry.getPersister().isVersioned() && entry.isExistsInDatabase()) {
                objects.putIfAbsent(managed.getKey(), new BeforeUpdate(entry.getPersister(), entry.getVersion()));
            }
        }
    }

    /** Notes the version of an object that is about to be stored for the first time. */
    void noteNew(Object entity, EntityPersister persister) {
        objects.putIfAbsent(
                entity,
                new BeforeInsert(
                        persister,
                        persister.getVersion(entity),
                        persister.getIdentifierMapping().getIdentifier(entity)));
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

    /** Notes that a call has let the application change a row, and has not written it yet. */
    void changing(EntityKey row) {
        changing.add(row);
    }

    /** Notes that the application's change is over. */
    void changed(EntityKey row) {
        changing.remove(row);
    }

    /** Tells whether a call is inside of another call's change of the same row. */
    boolean isChanging(EntityKey row) {
        return changing.contains(row);
    }

    /** Notes what is to be done when the transaction has ended, in whatever way. */
    void atEnd(Runnable work) {
        atEnd.add(work);
    }

    /** Ends a transaction of which no other end was told: Hibernate 6.6 tells of none after a COMMIT that failed. */
    void endUntold() {
        giveBack();
        objects.clear();
        merged.clear();
        List<Runnable> due = List.copyOf(atEnd);
        atEnd.clear();
        due.forEach(Runnable::run);
    }

    /** Gives all objects back the versions that they had before. */
    void giveBack() {
        SessionImplementor open = session.get();
        if (open != null) {
            objects.forEach((entity, before) -> before.giveBackTo(entity, open));
        }
    }

    @Override
    public void beforeCompletion() {
        // what the flush before COMMIT writes is noted when it begins
    }

    /**
     * What was noted between two transactions, such as an object that is to be stored by the next one, stays noted. After
     * an end that nobody told of, the session still has the objects of a transaction that was not committed, and forgets
     * them, as it does when it is told.
     */
    @Override
    public void afterBegin() {
        if (inTransaction) {
            endUntold();
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
        endUntold();
    }
}
