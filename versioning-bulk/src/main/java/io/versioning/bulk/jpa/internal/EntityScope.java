package io.versioning.bulk.jpa.internal;

import io.versioning.transaction.TransactionScope;
import org.hibernate.engine.spi.SessionImplementor;

/** A connection with the session of Hibernate's that it is of. */
interface EntityScope extends TransactionScope {

    /** The session. */
    SessionImplementor session();
}
