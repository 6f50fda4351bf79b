package io.versioning.jpa.internal;

import io.versioning.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.jspecify.annotations.Nullable;

/**
 * Code of the application's that writes with a stateless session, which keeps no versions and leaves the next one in an
 * object that it could not write. For one call.
 *
 * @param knowledge the persistence unit
 * @param session the stateless session
 */
record StatelessWork(FactoryKnowledge knowledge, SharedSessionContractImplementor session) {

    static StatelessWork with(StatelessSession session, FactoryKnowledge knowledge) {
        return new StatelessWork(knowledge, (SharedSessionContractImplementor) session);
    }

    /**
     * Runs the code, which writes one row at a time.
     *
     * @throws StaleRow if a row was not at the version of its object
     */
    <T extends @Nullable Object> T run(Supplier<T> code) throws SQLException {
        Integer batchSize = session.getJdbcBatchSize();
        session.setJdbcBatchSize(1);
        RowUnderWay.Watch around = knowledge.rowUnderWay().watch(session);
        try {
            T answer = code.get();
            session.getJdbcCoordinator().executeBatch(); // the code may have turned batches on
            return answer;
        } catch (RuntimeException failure) {
            Optional<Conflict> conflict = conflict(failure);
            if (conflict.isPresent()) {
                throw new StaleRow(conflict.get(), failure);
            }
            throw failure;
        } finally {
            knowledge.rowUnderWay().watchAgain(around);
            session.setJdbcBatchSize(batchSize);
        }
    }

    private Optional<Conflict> conflict(RuntimeException failure) throws SQLException {
        for (Throwable link : ProviderFailure.chain(failure)) {
            if (link instanceof StaleObjectStateException stale) {
                return conflict(stale.getEntityName(), stale.getIdentifier());
            } else if (link instanceof StaleStateException) {
                RowUnderWay.Row last = knowledge.rowUnderWay().last().orElse(null);
                return last == null || isBatching() ? Optional.empty() : conflict(last.entity(), last.id());
            }
        }
        return Optional.empty();
    }

    /** Whether the code has turned batches on, of which nobody can tell the row that failed unless it is named. */
    private boolean isBatching() {
        Integer size = session.getJdbcBatchSize();
        return size == null || size > 1;
    }

    private Optional<Conflict> conflict(@Nullable String entity, @Nullable Object id) throws SQLException {
        EntityRow row = knowledge.notes(session).takeBack(entity, id).orElse(null);
        return row == null ? Optional.empty() : Optional.of(conflict(row));
    }

    private Conflict conflict(EntityRow row) throws SQLException {
        Connection connection =
                session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        SessionFactory factory = session.getFactory(); // whose method is the same in every Hibernate
        try (Session beside = factory.withOptions()
                .connection(connection)
                .tenantIdentifier(session.getTenantIdentifierValue())
                .openSession()) {
            SessionScope scope = new SessionScope((SessionImplementor) beside, session.isTransactionInProgress());
            return new CurrentRow(scope, knowledge.dialect(scope)).conflict(row);
        }
    }

    /** Says that a row was not at the version of its object. */
    static final class StaleRow extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Conflict conflict;

        private StaleRow(Conflict conflict, Throwable cause) {
            super("A row was lost", cause, false, false);
            this.conflict = conflict;
        }

        Conflict conflict() {
            return conflict;
        }
    }
}
