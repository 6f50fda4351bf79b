package io.versioning.bulk.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection of the library's own, which was borrowed in autocommit mode and goes back so. Where that fails, it is
 * broken, which is for its pool to find, and says nothing of the rows.
 */
final class OwnConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);

    private OwnConnection() {}

    /** Ends what is open without keeping it. */
    static void giveBack(Connection connection) {
        try {
            end(connection);
        } catch (SQLException | RuntimeException e) {
            notGivenBack(e);
        }
    }

    /** Ends what is open without keeping it, and sets the isolation level that was another one meanwhile. */
    static void giveBack(Connection connection, int isolation) {
        try {
            end(connection);
            connection.setTransactionIsolation(isolation);
        } catch (SQLException | RuntimeException e) {
            notGivenBack(e);
        }
    }

    private static void end(Connection connection) throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static void notGivenBack(Exception failure) {
        LOG.warn("A connection could not be brought back to what it was", failure);
    }
}
