package io.versioning.jpa.internal;

import org.hibernate.Hibernate;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.event.spi.MergeEvent;

/**
 * Refuses a merge inside of the library's calls that is about to insert a row again which was deleted: Hibernate takes an
 * object for a new one where neither its version nor its id is ever null.
 *
 * @param knowledge the persistence unit
 */
record DeletedRows(FactoryKnowledge knowledge) {

    /**
     * Looks at what was merged.
     *
     * @throws LostRow if its row is gone, and it was stored before, as its version tells
     */
    void refuse(MergeEvent event) {
        Object original = event.getOriginal();
        if (original == null || event.getResult() == null || !Hibernate.isInitialized(original)) {
            return;
        }
        EntityEntry merged = event.getSession().getPersistenceContext().getEntry(Hibernate.unproxy(event.getResult()));
        if (!knowledge.rowUnderWay().isWatched(event.getSession()) || merged == null || merged.isExistsInDatabase()) {
            return;
        }
        EntityKind kind = knowledge.mapped(merged.getEntityName());
        Object given = Hibernate.unproxy(original);
        if (!kind.isGuarded() || given == Hibernate.unproxy(event.getResult())) {
            return;
        }
        Long version = kind.versionIn(given);
        Object id = kind.idIn(given);
        if (id != null && version != null && kind.wasStored(given, event.getSession())) {
            throw LostRow.read(new EntityRow(kind, id, version, false));
        }
    }
}
