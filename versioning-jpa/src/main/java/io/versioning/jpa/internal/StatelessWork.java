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
     * Runs the code, which writes one row at a time; see {@link StatelessRows}.
     *
     * @throws StaleRow if a row was not at the version of its object
     */
    <T extends @Nullable Object> T run(Supplier<T> code) throws SQLException {
        session.getJdbcCoordinator().executeBatch(); // what was queued before is none of this work's
        Integer batchSize = session.getJdbcBatchSize();
        StatelessNotes notes = knowledge.notes(session);
        RowUnderWay.Watch around = knowledge.rowUnderWay().watch(session);
        try {
            return code.get();
        } catch (RuntimeException failure) {
            Optional<Conflict> conflict = conflict(failure, notes);
            if (conflict.isPresent()) {
                throw new StaleRow(conflict.get(), failure);
            }
            throw failure;
        } finally {
            notes.end();
            knowledge.rowUnderWay().watchAgain(around);
            session.setJdbcBatchSize(batchSize);
        }
    }

    private Optional<Conflict> conflict(RuntimeException failure, StatelessNotes notes) throws SQLException {
        for (Throwable link : ProviderFailure.chain(failure)) {
            if (link instanceof StaleStateException stale) {
                EntityRow row = row(stale, notes).orElse(null);
                return row == null ? Optional.empty() : Optional.of(conflict(row));
            }
        }
        return Optional.empty();
    }

    /** The row that was lost; empty if the failure is not one of this session's. */
    private Optional<EntityRow> row(StaleStateException failure, StatelessNotes notes) {
        if (failure instanceof StaleObjectStateException stale) {
            return notes.failed(stale.getEntityName(), stale.getIdentifier());
        }
        return knowledge.rowUnderWay().last().flatMap(last -> notes.failed(last.entity(), last.id()));
    }

    private Conflict conflict(EntityRow row) throws SQLException {
        Connection connection =
                session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        SessionFactory factory = session.getFactory(); // whose method is the same in every Hibernate
        try (Session beside = factory.withOptions()
                .connection(connection)
                .tenantIdentifier(session.getTenantIdentifierValue())
                .openSession()) {
            CurrentRow.filterLike(session, beside);
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
