package io.versioning.jpa.internal;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;

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
     * @param original the object
     * @param merged its copy's entry
     * @throws LostRow if its row is gone, and it was stored before, as its version tells
     * @throws IllegalArgumentException if it has no id yet, and a version that was set by hand
     */
    void refuse(SessionImplementor session, Object original, EntityEntry merged) {
        if (!knowledge.rowUnderWay().isWatched(session)) {
            return;
        }
        EntityKind kind = knowledge.mapped(merged.getEntityName());
        Object id = kind.idIn(original);
        boolean isNew = !merged.isExistsInDatabase() || !merged.getId().equals(id);
        Long version = isNew && kind.isGuarded() ? kind.versionIn(original) : null;
        if (version == null || !kind.wasStored(original, session)) {
            return;
        }
        if (id == null || !id.equals(merged.getId())) {
            throw NewEntity.stored(null);
        }
        throw LostRow.read(new EntityRow(kind, id, version, false));
    }
}
