package io.versioning.jpa.internal;

import io.versioning.internal.text.SafeText;
import java.util.Map;
import java.util.Objects;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.Status;
import org.hibernate.persister.entity.EntityPersister;

/**
 * Refuses managed objects whose version somebody has set, as code does that copies a form into an entity and believes that
 * it is checked: the provider checks the version that it has loaded, and the user's would be ignored.
 */
final class VersionSetByHand {

    private VersionSetByHand() {}

    /**
     * Looks at all objects of a session.
     *
     * @param session the session
     * @param knowledge the persistence unit
     * @throws IllegalStateException if one of them carries another version than it was loaded at
     */
    static void refuse(SessionImplementor session, FactoryKnowledge knowledge) {
        for (Map.Entry<Object, EntityEntry> held :
                session.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = held.getValue();
            EntityPersister persister = entry.getPersister();
            if (entry.getStatus() == Status.MANAGED
                    && persister.isVersioned()
                    && entry.getVersion() instanceof Number) {
                Object carried = persister.getVersion(held.getKey());
                if (!Objects.equals(carried, entry.getVersion())) {
                    throw new IllegalStateException("entity: "
                            + SafeText.of(
                                    knowledge.mapped(persister.getEntityName()).name()) + " "
                            + SafeText.of(entry.getId()) + " was loaded at version " + entry.getVersion() + ", and "
                            + carried + " was set in it by hand, which would check nothing; pass the version that the"
                            + " user saw to update(...).expecting(...)");
                }
            }
        }
    }
}
