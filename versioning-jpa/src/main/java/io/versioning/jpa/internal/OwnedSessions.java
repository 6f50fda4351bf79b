package io.versioning.jpa.internal;

import io.versioning.DatabaseException;
import io.versioning.TableUnsuitableException;
import io.versioning.internal.sql.SqlFailure;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.hibernate.TransactionException;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.resource.transaction.spi.TransactionObserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An entity manager and a transaction for each call, of which nothing is left when it returns.
 *
 * @param opening opens entity managers
 * @param joined whether their transactions are parts of one of the caller's
 */
public record OwnedSessions(Supplier<EntityManager> opening, boolean joined) implements Sessions {

    private static final Logger LOG = LoggerFactory.getLogger(OwnedSessions.class);

    /**
     * Entity managers of a factory.
     *
     * @param factory where entity managers come from
     */
    public OwnedSessions(EntityManagerFactory factory) {
        this(factory::createEntityManager, false);
    }

    @Override
    public <R> R write(Writing<R> writing) throws SQLException {
        return inOne(em -> {
            SessionScope scope = begin(em);
            R result = carriedOut(writing, scope, em.getTransaction());
            commit(em.getTransaction(), scope, writing);
            return result;
        });
    }

    @Override
    public <R> R read(Reading<R> reading) throws SQLException {
        return inOne(em -> {
            SessionScope scope = begin(em);
            R result = carriedOut(reading, scope, em.getTransaction());
            endOfARead(em.getTransaction());
            return result;
        });
    }

    /** What is done with an entity manager. */
    @FunctionalInterface
    private interface Use<R> {
        R of(EntityManager em) throws SQLException;
    }

    /** What fails when all is over, and the connection is given back, takes nothing back of what was read or written. */
    private <R> R inOne(Use<R> use) throws SQLException {
        EntityManager em = opening.get();
        R result;
        try {
            result = use.of(em);
        } catch (Throwable failure) {
            try {
                em.close();
            } catch (RuntimeException e) {
                failure.addSuppressed(e);
            }
            throw failure;
        }
        try {
            em.close();
        } catch (RuntimeException afterTheEnd) {
            LOG.warn("A session could not be closed after a call that succeeded", afterTheEnd);
        }
        return result;
    }

    /** A read is not undone; a connection that is lost at its end is the pool's to find out. */
    private static void endOfARead(EntityTransaction transaction) {
        try {
            transaction.rollback();
        } catch (RuntimeException afterTheRead) {
            LOG.warn("The transaction of a read could not be ended", afterTheRead);
        }
    }

    @Override
    public OptionalLong versionRead(Object entity) {
        return OptionalLong.empty();
    }

    /** The connection is borrowed now, even where Hibernate would not do so before the first statement. */
    private SessionScope begin(EntityManager em) throws SQLException {
        try {
            em.getTransaction().begin();
            SessionScope scope = new SessionScope(em.unwrap(SessionImplementor.class), joined);
            return scope.requireTransaction();
        } catch (RuntimeException e) {
            if (em.getTransaction().isActive()) {
                rollbackAfter(e, em.getTransaction());
            }
            SQLException failure = ProviderFailure.sql(e).orElseThrow(() -> e);
            DatabaseException none = SqlFailure.of(failure).toDatabaseException("No connection could be had");
            throw none;
        }
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
        Completion completion = new Completion(writing);
        scope.session().getTransactionCoordinator().addObserver(completion);
        try {
            transaction.commit();
        } catch (RuntimeException e) {
            throw completion.begun ? writing.commitFailed(scope, failureOfCommit(e)) : beforeCommit(e);
        }
        if (!completion.begun) {
            throw new IllegalStateException("The transaction was rolled back and nothing was written, as something"
                    + " besides the library has marked it as one that can only be rolled back");
        }
    }

    /** Knows whether COMMIT was about to be sent: what fails before that has undone everything. */
    private static final class Completion implements TransactionObserver {
        private final Writing<?> writing;
        boolean begun;

        Completion(Writing<?> writing) {
            this.writing = writing;
        }

        @Override
        public void afterBegin() {
            // the transaction has begun already
        }

        @Override
        public void beforeCompletion() {
            writing.beforeCommit();
            begun = true;
        }

        @Override
        public void afterCompletion(boolean successful, boolean delayed) {
            // what became of it, the exception tells
        }
    }

    private static RuntimeException beforeCommit(RuntimeException e) {
        for (Throwable link : ProviderFailure.chain(e)) {
            if (link instanceof TableUnsuitableException writtenAgain) {
                return writtenAgain;
            }
        }
        return ProviderFailure.sql(e)
                .<RuntimeException>map(failure ->
                        SqlFailure.of(failure).toDatabaseException("The transaction was rolled back before its COMMIT"))
                .orElse(e);
    }

    /** The database's answer to COMMIT; an error of any other step comes before or after it, and is no answer. */
    private static SQLException failureOfCommit(RuntimeException e) {
        return ProviderFailure.chain(e).stream()
                .filter(TransactionException.class::isInstance)
                .map(Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElseGet(() -> new SQLException("The provider or driver failed while it committed", e));
    }
}
