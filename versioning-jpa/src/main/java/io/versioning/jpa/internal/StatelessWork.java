package io.versioning.jpa.internal;

import io.versioning.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Supplier;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
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
            return code.get();
        } catch (RuntimeException failure) {
            Optional<RowUnderWay.Row> row = knowledge.rowUnderWay().last();
            boolean stale = ProviderFailure.chain(failure).stream().anyMatch(StaleStateException.class::isInstance);
            throw stale && row.isPresent() ? stale(row.get(), failure) : failure;
        } finally {
            knowledge.rowUnderWay().watchAgain(around);
            session.setJdbcBatchSize(batchSize);
        }
    }

    private RuntimeException stale(RowUnderWay.Row row, RuntimeException stale) throws SQLException {
        EntityKind kind = row.entity() == null ? null : knowledge.mapped(row.entity());
        Long version = kind == null || row.object() == null || !kind.isGuarded() ? null : kind.versionIn(row.object());
        if (kind == null || version == null || row.object() == null || row.id() == null) {
            return stale;
        }
        long expected = row.deletes() ? version : version - 1;
        kind.setVersion(row.object(), kind.version(expected));
        return new StaleRow(conflict(new EntityRow(kind, row.id(), expected, false)), stale);
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
