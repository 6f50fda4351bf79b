package io.versioning.jpa.internal;

import io.versioning.internal.write.ExpectedRow;
import io.versioning.internal.write.Precondition;
import org.hibernate.engine.spi.EntityKey;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * The row of an entity, with what is expected of it.
 *
 * @param kind what it is
 * @param id its id
 * @param expected its expected version
 * @param withState whether a conflict is to carry its current state
 */
record EntityRow(EntityKind kind, Object id, long expected, boolean withState) {

    /** The row as messages and conflicts name it. */
    ExpectedRow named() {
        return new ExpectedRow(kind.name(), id, new Precondition(expected));
    }

    /** The same row, the current state of which nobody asks for. */
    EntityRow withoutState() {
        return new EntityRow(kind, id, expected, false);
    }

    /** The row as a persistence context names it. */
    EntityKey key(SharedSessionContractImplementor session) {
        return session.generateEntityKey(id, kind.persister());
    }
}
