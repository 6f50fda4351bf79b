package io.versioning.jpa.internal;

import io.versioning.DatabaseException;
import io.versioning.internal.sql.SqlFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.SQLException;
import java.util.OptionalLong;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * An entity manager and a transaction for each call, of which nothing is left when it returns.
 *
 * @param factory where entity managers come from
 */
public record OwnedSessions(EntityManagerFactory factory) implements Sessions {

    @Override
    public <R> R write(Writing<R> writing) throws SQLException {
        EntityManager em = factory.createEntityManager();
        try {
            SessionScope scope = begin(em);
            R result = carriedOut(writing, scope, em.getTransaction());
            commit(em.getTransaction(), scope, writing);
            return result;
        } finally {
            em.close();
        }
    }

    @Override
    public <R> R read(Reading<R> reading) throws SQLException {
        EntityManager em = factory.createEntityManager();
        try {
            SessionScope scope = begin(em);
            R result = carriedOut(reading, scope, em.getTransaction());
            em.getTransaction().rollback();
            return result;
        } finally {
            em.close();
        }
    }

    @Override
    public OptionalLong versionRead(Object entity) {
        return OptionalLong.empty();
    }

    private static SessionScope begin(EntityManager em) {
        try {
            em.getTransaction().begin();
        } catch (RuntimeException e) {
            SQLException failure = ProviderFailure.sql(e).orElseThrow(() -> e);
            DatabaseException none = SqlFailure.of(failure).toDatabaseException("No connection could be had");
            throw none;
        }
        return new SessionScope(em.unwrap(SessionImplementor.class), false);
    }

    /** What fails is rolled back: a session that is closed in a transaction would wait for its end, and its connection too. */
    private static <R> R carriedOut(Reading<R> reading, SessionScope scope, EntityTransaction transaction)
            throws SQLException {
        try {
            return reading.in(scope);
        } catch (Throwable e) {
            rollbackAfter(e, transaction);
            throw e;
        }
    }

    private static void rollbackAfter(Throwable failure, EntityTransaction transaction) {
        try {
            transaction.rollback();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private static void commit(EntityTransaction transaction, SessionScope scope, Writing<?> writing) {
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            SQLException failure = ProviderFailure.sql(e)
                    .orElseGet(() -> new SQLException("The provider or driver failed while it committed", e));
            throw writing.commitFailed(scope, failure);
        }
    }
}
