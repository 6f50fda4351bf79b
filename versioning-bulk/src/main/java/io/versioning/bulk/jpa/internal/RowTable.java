package io.versioning.bulk.jpa.internal;

import io.versioning.internal.sql.TableRequest;
import io.versioning.jpa.internal.EntityKind;
import java.util.Set;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.persister.entity.EntityPersister;

/** The table that speaks for the rows of an entity. */
final class RowTable {

    private RowTable() {}

    /** The table that has the version; where each subclass has a table of its own, that of one which has instances. */
    static TableRequest of(EntityKind kind, SessionFactoryImplementor factory) {
        if (!kind.isSpread()) {
            return kind.table();
        }
        Set<String> names = kind.persister().getSubclassEntityNames();
        return names.stream()
                .sorted()
                .map(name -> factory.getMappingMetamodel().getEntityDescriptor(name))
                .filter(RowTable::hasInstances)
                .map(subclass -> new EntityKind(kind.name(), subclass))
                .filter(subclass -> !subclass.isSpread())
                .findFirst()
                .orElse(kind)
                .table();
    }

    private static boolean hasInstances(EntityPersister persister) {
        return !persister.isAbstract();
    }
}
