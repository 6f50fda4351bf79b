package io.versioning.bulk.jpa.internal;

import io.versioning.jpa.internal.CurrentRow;
import java.sql.Connection;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.SessionBuilder;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;

/**
 * Opens sessions that see the same rows as another one does, and share neither its context nor its connection unless they
 * are given that. Not thread-safe, like the session.
 *
 * @param session the other session
 */
record Beside(SessionImplementor session) {

    /** A session on a connection, which does not read from the second-level cache. */
    SessionImplementor on(Connection connection) {
        SessionFactory factory = session.getFactory(); // whose methods are the same in every Hibernate
        SessionBuilder builder = factory.withOptions().connection(connection).autoJoinTransactions(false);
        Object tenant = session.getTenantIdentifierValue();
        if (tenant != null) {
            builder = builder.tenantIdentifier(tenant);
        }
        SessionImplementor beside = (SessionImplementor) builder.openSession();
        beside.setCacheMode(CacheMode.IGNORE);
        SharedSessionContractImplementor like = session;
        CurrentRow.filterLike(like, beside);
        return beside;
    }

    /** A session on a connection, which only reads. */
    SessionImplementor readingOn(Connection connection) {
        SessionImplementor beside = on(connection);
        beside.setHibernateFlushMode(FlushMode.MANUAL);
        beside.setDefaultReadOnly(true);
        return beside;
    }
}
