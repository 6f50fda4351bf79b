package io.versioning.jpa.internal;

import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.PropertyValueException;
import org.hibernate.engine.spi.EntityEntry;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.metamodel.mapping.AttributeMapping;
import org.hibernate.persister.entity.EntityPersister;
import org.jspecify.annotations.Nullable;

/**
 * A null that Hibernate itself refuses, before it comes to the constraint: it tells the attribute, and not the row.
 *
 * @param kind the entity
 * @param refused what Hibernate has thrown
 */
record NullInARow(EntityKind kind, PropertyValueException refused) {

    /** A null where none may be: PostgreSQL manual, appendix A. */
    private static final String NOT_NULL_VIOLATION = "23502";

    /** What is put in the place of an id that nobody can tell. */
    private static final String ONE_OF_SEVERAL = "one of several rows";

    /** Says which row is refused, as far as the objects of the session tell. */
    WriteRefusedException in(SessionImplementor session) {
        List<Object> ids = new ArrayList<>();
        for (Map.Entry<Object, EntityEntry> held :
                session.getPersistenceContext().reentrantSafeEntityEntries()) {
            EntityEntry entry = held.getValue();
            if (entry.getEntityName().equals(refused.getEntityName()) && isNullIn(held.getKey())) {
                ids.add(entry.getId() == null ? EntityId.NONE_YET : entry.getId());
            }
        }
        return new WriteRefusedException(
                kind.name(), named(ids), Refusal.notNull(column(), NOT_NULL_VIOLATION), refused);
    }

    private static Object named(List<Object> ids) {
        if (ids.isEmpty()) {
            return EntityId.NONE_YET;
        }
        return ids.size() == 1 ? ids.get(0) : ONE_OF_SEVERAL;
    }

    private boolean isNullIn(Object entity) {
        AttributeMapping attribute = attribute();
        return attribute == null || attribute.getValue(entity) == null;
    }

    private @Nullable String column() {
        AttributeMapping attribute = attribute();
        List<String> columns = new ArrayList<>();
        if (attribute != null) {
            attribute.forEachSelectable((index, column) -> columns.add(SqlName.last(column.getSelectionExpression())));
        }
        return columns.size() == 1 ? columns.get(0) : null;
    }

    /** Null for one inside of an embeddable, whose name is a path. */
    private @Nullable AttributeMapping attribute() {
        EntityPersister persister = kind.persister();
        return persister.findAttributeMapping(refused.getPropertyName());
    }
}
