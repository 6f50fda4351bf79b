package io.versioning.bulk.jpa.internal;

import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SessionImplementor;

/**
 * Connections as Hibernate hands them out to a session: from its provider, for the tenant that it resolves. No statement of
 * Hibernate's runs in that session, so that it holds its connection until it is closed.
 *
 * @param factory the persistence unit
 */
public record OwnedContexts(SessionFactoryImplementor factory) implements TransactionSource {

    @Override
    public TransactionScope open() throws SQLException {
        SessionFactory sessions = factory; // whose methods are the same in every Hibernate
        SessionImplementor session = (SessionImplementor) sessions.openSession();
        try {
            Connection connection = connection(session);
            boolean autoCommit = connection.getAutoCommit();
            if (!autoCommit) {
                connection.setAutoCommit(true);
            }
            return new Owned(session, connection, autoCommit);
        } catch (SQLException | RuntimeException e) {
            closeAfter(e, session);
            throw e;
        }
    }

    private static Connection connection(SessionImplementor session) throws SQLException {
        try {
            return session.getJdbcCoordinator().getLogicalConnection().getPhysicalConnection();
        } catch (RuntimeException e) {
            for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException noConnection) {
                    throw noConnection;
                }
            }
            throw e;
        }
    }

    private static void closeAfter(Exception failure, Session session) {
        try {
            session.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    private record Owned(SessionImplementor session, Connection connection, boolean autoCommitAsBorrowed)
            implements EntityScope {

        @Override
        public boolean joined() {
            return false;
        }

        @Override
        public void close() throws SQLException {
            try {
                if (!autoCommitAsBorrowed && !connection.isClosed()) {
                    connection.setAutoCommit(false);
                }
            } finally {
                Session open = session;
                open.close();
            }
        }
    }
}
