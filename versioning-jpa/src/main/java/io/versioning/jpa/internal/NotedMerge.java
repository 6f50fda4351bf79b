package io.versioning.jpa.internal;

import java.util.List;
import java.util.OptionalLong;
import org.hibernate.Hibernate;
import org.hibernate.StaleStateException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.event.spi.MergeContext;
import org.hibernate.event.spi.MergeEvent;
import org.hibernate.event.spi.MergeEventListener;

/**
 * A merge, of one object: what is expected of its row is only told by the object, and not by the exception. Thread-safe if
 * its listeners are.
 */
final class NotedMerge implements MergeEventListener {

    private static final long serialVersionUID = 1L;

    private final transient FactoryKnowledge knowledge;
    private final transient List<MergeEventListener> merges;

    NotedMerge(FactoryKnowledge knowledge, List<MergeEventListener> merges) {
        this.knowledge = knowledge;
        this.merges = merges;
    }

    @Override
    public void onMerge(MergeEvent event) {
        noting(event, () -> merges.forEach(merge -> merge.onMerge(event)));
        afterwards(event);
    }

    /** Objects that are reached from a merged one come here one by one. */
    @Override
    public void onMerge(MergeEvent event, MergeContext copied) {
        noting(event, () -> merges.forEach(merge -> merge.onMerge(event, copied)));
        afterwards(event);
    }

    private void afterwards(MergeEvent event) {
        Object original = event.getOriginal();
        Object copy = event.getResult();
        if (original == null || copy == null || !Hibernate.isInitialized(original)) {
            return;
        }
        SessionImplementor session = event.getSession();
        EntityEntry entry = session.getPersistenceContext().getEntry(Hibernate.unproxy(copy));
        if (entry != null && Hibernate.unproxy(original) != Hibernate.unproxy(copy)) {
            new DeletedRows(knowledge).refuse(session, Hibernate.unproxy(original), entry);
            noteNew(session, Hibernate.unproxy(original), Hibernate.unproxy(copy), entry);
        }
    }

    /** A copy of a new object is stored for the first time, and becomes as new as that if it is not committed. */
    private void noteNew(SessionImplementor session, Object original, Object copy, EntityEntry entry) {
        if (PersistNotes.isOfConcern(knowledge, session, entry.getPersister()) && DeletedRows.isNew(entry, original)) {
            knowledge.ledger(session).noteNew(copy, original, entry.getPersister());
        }
    }

    private void noting(MergeEvent event, Runnable merge) {
        try {
            merge.run();
        } catch (StaleStateException stale) {
            noteUnlessThatFails(event, stale);
            throw stale;
        }
    }

    /** Whatever goes wrong here must not take the place of what went wrong in the merge. */
    private void noteUnlessThatFails(MergeEvent event, StaleStateException stale) {
        try {
            if (Hibernate.isInitialized(event.getOriginal())) {
                note(event.getSession(), Hibernate.unproxy(event.getOriginal()), stale);
            }
        } catch (RuntimeException e) {
            stale.addSuppressed(e);
        }
    }

    private void note(SessionImplementor session, Object original, StaleStateException stale) {
        EntityKind kind =
                knowledge.mapped(session.getEntityPersister(null, original).getEntityName());
        Object id = kind.idIn(original);
        Long version = kind.isGuarded() ? kind.versionIn(original) : null;
        if (id == null || version == null) {
            return;
        }
        EntityKey merged = session.generateEntityKey(id, kind.persister());
        if (knowledge.rowUnderWay().isWatched(session)) {
            knowledge.ledger(session).noteMerged(merged, version);
        }
        new StaleFlush(knowledge, session)
                .note(stale, row -> row.equals(merged) ? OptionalLong.of(version) : OptionalLong.empty());
    }
}
