package io.versioning.jpa.internal;

import io.versioning.AttemptAbortedException;
import io.versioning.TableUnsuitableException;
import io.versioning.VersioningException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.Connections;
import io.versioning.internal.write.FailureTranslation;
import java.sql.SQLException;
import java.util.Objects;
import org.hibernate.FlushMode;
import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.jspecify.annotations.Nullable;

/**
 * One guarded write of one entity in one session: loads it, compares the version that was loaded with the expected one,
 * lets the change happen, and sees to it that the row is written once, at the version that was compared.
 *
 * <p>Not thread-safe, like the session.
 */
final class EntityWrite {

    private final FactoryKnowledge knowledge;
    private final SessionScope scope;
    private final SessionImplementor session;
    private final EntityRow row;
    private final boolean deletes;
    private @Nullable CheckedTable table;
    private @Nullable Steps steps;

    private EntityWrite(FactoryKnowledge knowledge, SessionScope scope, EntityRow row, boolean deletes) {
        this.knowledge = knowledge;
        this.scope = scope;
        this.session = scope.session();
        this.row = row;
        this.deletes = deletes;
    }

    /** A write in a session; checks what can be checked without reading the row. */
    static EntityWrite in(FactoryKnowledge knowledge, SessionScope scope, EntityRow row, boolean deletes)
            throws SQLException {
        EntityWrite write = new EntityWrite(knowledge, scope, row, deletes);
        if (!row.kind().isSpread()) {
            write.check(row.kind());
        }
        return write;
    }

    private void check(EntityKind kind) throws SQLException {
        new Guardability(kind).requireVerified(deletes);
        CheckedTable checked = knowledge.table(kind, scope);
        Connections.requireWritable(checked, scope);
        row.named().requireCountable(Math.min(kind.largest(), checked.width().largest()), deletes);
        table = checked;
    }

    private CheckedTable table() {
        return Objects.requireNonNull(table, "table");
    }

    /**
     * Loads the entity, and requires that it is at the expected version.
     *
     * @return the entity
     * @throws LostRow if there is none, or it is at another version
     */
    Object load() throws SQLException {
        requireNotInItsOwnChange();
        boolean known = session.getPersistenceContext().containsEntity(row.key(session));
        if (!known) {
            new CachedEntity(session, row).evictUnlessExpected();
        }
        requireNotRemoved(session.getPersistenceContext().getEntity(row.key(session)));
        // no proxy: a change may set fields, and ask for the class
        Object found = Hibernate.unproxy(
                new EntityLoad(scope, knowledge.dialect(scope), row).found().orElseThrow(() -> LostRow.read(row)));
        EntityEntry entry = entry(found);
        if (entry.getStatus() == Status.READ_ONLY) {
            throw new IllegalStateException(
                    row.named().words() + " is read-only in this persistence context, which would"
                            + " pass over what is changed in it; load it in a transaction that is not read-only");
        }
        if (version(entry) != row.expected()) {
            throw known ? LostRow.inContext(row) : LostRow.read(row);
        }
        if (row.kind().isSpread()) {
            check(knowledge.mapped(entry(found).getEntityName()));
        }
        steps = knowledge.ledger(session).calls().begin(row.key(session));
        return found;
    }

    /** Of two calls at one version both would succeed, with one step of the version between them. */
    private void requireNotInItsOwnChange() {
        if (knowledge.ledger(session).calls().isUnderWay(row.key(session))) {
            throw new IllegalStateException(row.named().words() + " is being changed by the call that this one is made"
                    + " in; change the object that was handed in, or call when the change is over");
        }
    }

    /** A removal that is not flushed yet is no conflict with anybody. */
    private void requireNotRemoved(@Nullable Object known) {
        EntityEntry entry =
                known == null ? null : session.getPersistenceContext().getEntry(known);
        if (entry != null && entry.getStatus().isDeletedOrGone()) {
            throw new IllegalStateException(row.named().words()
                    + " is removed in this persistence context, and can't be written; to delete it at a version, use"
                    + " delete(...) alone");
        }
    }

    private EntityEntry entry(Object entity) {
        EntityEntry entry = session.getPersistenceContext().getEntry(entity);
        if (entry == null) {
            throw new IllegalStateException(row.named().words()
                    + " is no longer in the persistence context; a change must not detach or clear anything");
        }
        return entry;
    }

    private long version(EntityEntry entry) {
        if (entry.getVersion() instanceof Number version) {
            return version.longValue();
        }
        throw new TableUnsuitableException(
                row.kind().name(),
                "the row has no version, and can't be guarded; fill the column and make it NOT NULL");
    }

    /** Lets application code change the entity; nothing is flushed meanwhile, as a query would. */
    void change(Object entity, Runnable change) {
        FlushMode before = session.getHibernateFlushMode();
        Object object = Hibernate.unproxy(entity);
        session.setHibernateFlushMode(FlushMode.MANUAL);
        try {
            boolean unused = flush().watch(() -> {
                try {
                    change.run();
                } finally {
                    undoVersionSetByHand(object);
                }
                return true;
            });
        } finally {
            session.setHibernateFlushMode(before);
        }
        scope.requireNotDoomed();
        EntityEntry unused = entry(entity);
        requireNotRemoved(object);
    }

    /** A version that was set on the object is neither checked nor written. */
    private void undoVersionSetByHand(Object object) {
        EntityEntry entry = session.getPersistenceContext().getEntry(object);
        if (entry != null) {
            row.kind().setVersion(object, entry.getVersion());
        }
    }

    private GuardedFlush flush() {
        return new GuardedFlush(knowledge, scope, table().dialect(), row);
    }

    /** Writes what was changed, or else only the next version. */
    void advance(Object entity) throws SQLException {
        GuardedFlush flush = flush();
        flush.run(session::flush);
        EntityEntry entry = entry(entity);
        if (steps().isVetoed()) {
            throw vetoed(scope, row.named().words());
        }
        if (version(entry) == row.expected()) {
            flush.run(() -> increment(entry, entity));
        } else if (!steps().isUpdated()) {
            // the change has refreshed the object, whose version is another writer's
            throw LostRow.read(row);
        }
        new WrittenVersion(scope, table(), row).require(row.expected() + 1, version(entry));
    }

    /** At once, and not again when the transaction commits. */
    private void increment(EntityEntry entry, Object entity) {
        knowledge.ledger(session).updated(entry.getEntityKey(), entry.getVersion());
        new CachedEntity(session, row).lockUntilEnd(knowledge.ledger(session), entry.getVersion());
        Object next = entry.getPersister().forceVersionIncrement(entry.getId(), entry.getVersion(), session);
        entry.forceLocked(entity, next);
    }

    /** Copies the state of a detached object, all but the version, into the entity. */
    Object merge(Object detached) {
        return session.merge(detached);
    }

    /** Deletes the entity. */
    void delete(Object entity) {
        flush().run(() -> {
            session.remove(entity);
            session.flush();
        });
        requireGone(session.getPersistenceContext().getEntry(entity));
        if (!steps().isDeleted()) {
            throw vetoed(scope, row.named().words());
        }
    }

    private Steps steps() {
        return Objects.requireNonNull(steps, "loaded first");
    }

    /** Ends the count of what is done with the row. */
    void end() {
        if (steps != null) {
            knowledge.ledger(session).calls().end(row.key(session));
        }
    }

    /** Not written without a word: not by Hibernate, but by a listener that the application has given it. */
    static IllegalStateException vetoed(SessionScope scope, String row) {
        IllegalStateException vetoed = new IllegalStateException(
                row + " was not written: an event listener of the application's has vetoed that");
        scope.doom(vetoed);
        return vetoed;
    }

    /** A flush takes a removal back where another managed object still holds the entity, and cascades PERSIST to it. */
    private void requireGone(@Nullable EntityEntry left) {
        if (left != null && !left.getStatus().isDeletedOrGone()) {
            IllegalStateException kept = new IllegalStateException(row.named().words() + " was not deleted: another"
                    + " object of this persistence context still holds it, and cascades to it that it is kept; take it"
                    + " out of there first");
            scope.doom(kept);
            throw kept;
        }
    }

    /** Requires that the flush before COMMIT has not written the entity once more. */
    void beforeCommit() {
        if (!deletes) {
            EntityEntry entry = entry(session.getPersistenceContext().getEntity(row.key(session)));
            new WrittenVersion(scope, table(), row).requireOnce(row.expected() + 1, version(entry));
        }
    }

    /** What to make of a COMMIT that failed. */
    RuntimeException commitFailed(SQLException failure) {
        VersioningException translated = failures().ofCommit(SqlFailure.of(failure));
        return translated instanceof AttemptAbortedException aborted ? LostRow.written(row, aborted) : translated;
    }

    private FailureTranslation failures() {
        return FailureTranslation.of(table(), scope, row.named());
    }
}
