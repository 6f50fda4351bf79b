package io.versioning.jpa.internal;

import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

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
        Long version = isNew(merged, original) && kind.isGuarded() ? kind.versionIn(original) : null;
        if (version == null || !kind.wasStored(original, session)) {
            return;
        }
        Object id = kind.idIn(original);
        if (id == null || isOther(merged, id)) {
            throw NewEntity.stored(null);
        }
        throw LostRow.read(new EntityRow(kind, id, version, false));
    }

    /** Whether a merge has made a new row of an object; where the database gives ids, it is inserted at once. */
    static boolean isNew(EntityEntry merged, Object original) {
        EntityPersister persister = merged.getPersister();
        return !merged.isExistsInDatabase()
                || (persister.isIdentifierAssignedByInsert()
                        && isOther(merged, persister.getIdentifierMapping().getIdentifier(original)));
    }

    private static boolean isOther(EntityEntry merged, @Nullable Object id) {
        return id == null || !merged.getPersister().getIdentifierType().isEqual(id, merged.getId());
    }
}
