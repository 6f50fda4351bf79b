package io.versioning.bulk.internal;

import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection of the library's own, which was borrowed in autocommit mode and goes back so. */
final class OwnConnection {

    private static final Logger LOG = LoggerFactory.getLogger(OwnConnection.class);

    private OwnConnection() {}

    /** Ends what is open without keeping it; where that fails, the connection is broken, which is for its pool to find. */
    static void giveBack(Connection connection, int isolation) {
        try {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
            if (connection.getTransactionIsolation() != isolation) {
                connection.setTransactionIsolation(isolation);
            }
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be brought back to what it was", e);
        }
    }
}
