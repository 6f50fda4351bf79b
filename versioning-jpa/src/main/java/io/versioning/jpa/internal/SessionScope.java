package io.versioning.jpa.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.transaction.TransactionScope;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.FlushMode;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionStatus;

/**
 * A session of Hibernate's in an active transaction, with the word on whose transaction that is. Not thread-safe.
 *
 * @param session the session
 * @param joined whether it is the caller's transaction
 */
public record SessionScope(SessionImplementor session, boolean joined) implements TransactionScope {

    /**
     * Joins the transaction that a caller's entity manager is in.
     *
     * @param em the entity manager; it may be one that stands for that of the current transaction, as Spring injects it
     * @return the scope
     * @throws IllegalStateException if there is no transaction
     */
    public static SessionScope joining(EntityManager em) {
        if (!isInTransaction(em)) {
            throw new IllegalStateException("em: is in no transaction that could be joined; begin one (@Transactional,"
                    + " em.getTransaction().begin()), or pass the EntityManagerFactory");
        }
        return new SessionScope(session(em), true);
    }

    /** Whether there is a transaction to join. */
    static boolean isInTransaction(EntityManager em) {
        return em.isJoinedToTransaction() || hasSessionInTransaction(em);
    }

    /** What is unwrapped may still be a proxy, if the entity manager was injected as a session of Hibernate's. */
    private static SessionImplementor session(EntityManager em) {
        SessionImplementor unwrapped = em.unwrap(SessionImplementor.class);
        return (SessionImplementor) unwrapped.getPersistenceContext().getSession();
    }

    /**
     * Asks the session itself: an entity manager of Spring's that outlives its transactions, as in "open session in view",
     * says that it is in none.
     */
    private static boolean hasSessionInTransaction(EntityManager em) {
        try {
            return em.unwrap(SessionImplementor.class)
                    .getTransactionCoordinator()
                    .isJoined();
        } catch (IllegalStateException sharedAndOutsideOfATransaction) {
            return false;
        }
    }

    /**
     * Requires that the transaction may write. What Spring calls a read-only transaction is known to the session alone where
     * the driver makes nothing of it: nothing is flushed unless that is asked for, and all that is loaded is read-only.
     *
     * @return this scope
     * @throws IllegalStateException if the transaction is read-only
     */
    public SessionScope requireWritable() {
        if (session.isDefaultReadOnly() && session.getHibernateFlushMode() == FlushMode.MANUAL) {
            throw new IllegalStateException("em: its transaction is read-only; write in one that is not"
                    + " (@Transactional without readOnly = true)");
        }
        return this;
    }

    /**
     * Requires that what is written can still be committed.
     *
     * @return this scope
     * @throws IllegalStateException if the transaction can only be rolled back
     */
    @CanIgnoreReturnValue
    public SessionScope requireNotDoomed() {
        TransactionStatus status = session.getTransactionCoordinator()
                .getTransactionDriverControl()
                .getStatus();
        if (status != TransactionStatus.ACTIVE) {
            throw new IllegalStateException(
                    "This transaction can only be rolled back, and nothing more can be written in"
                            + " it; let the failure end it, and start again");
        }
        return this;
    }

    /**
     * Requires that nothing is being flushed: a call from an entity listener would flush what is half flushed.
     *
     * @return this scope
     * @throws IllegalStateException if a flush goes on
     */
    public SessionScope requireNotFlushing() {
        if (session.getPersistenceContext().isFlushing()) {
            throw new IllegalStateException("em: is being flushed, as an entity listener is called; write through the"
                    + " EntityManagerFactory there, or when the flush is over");
        }
        return this;
    }

    /**
     * Requires that the connection is in a transaction indeed: Hibernate takes that for granted where it is told that the
     * data source disables autocommit.
     *
     * @return this scope
     * @throws IllegalStateException if each statement would be committed by itself
     * @throws SQLException if the connection fails
     */
    public SessionScope requireTransaction() throws SQLException {
        if (connection().getAutoCommit()) {
            throw new IllegalStateException("em: its connection is in autocommit mode, so that there is no transaction;"
                    + " hibernate.connection.provider_disables_autocommit is for data sources that disable it");
        }
        return this;
    }

    @Override
    public Connection connection() {
        return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
    }

    @Override
    public void doom(Throwable cause) {
        session.getTransactionCoordinator().getTransactionDriverControl().markRollbackOnly();
    }

    @Override
    public void close() {
        // the transaction goes on
    }
}
