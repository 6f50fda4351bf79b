package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses connections on which a write would not do what it reports. */
public final class Connections {

    private Connections() {}

    static void requireSound(TransactionScope scope) throws SQLException {
        Connection connection = scope.connection();
        if (connection.isClosed()) {
            throw new IllegalStateException("connection: is closed; pass an open one");
        }
        boolean autocommit = connection.getAutoCommit();
        if (scope.joined() && autocommit) {
            throw new IllegalStateException("connection: is in autocommit mode, so there is no transaction to join;"
                    + " call setAutoCommit(false) first, or pass the DataSource");
        }
        if (!scope.joined() && !autocommit) {
            throw new IllegalStateException(
                    "connection: the transaction source says that the library owns it, but it is"
                            + " not in autocommit mode; nothing would be committed");
        }
    }

    /**
     * Refuses a connection that was told not to write. In autocommit mode pgjdbc does not tell the server so, and a write
     * would go through.
     *
     * @param table the table
     * @param scope the connection
     * @throws SQLException if the connection can't be asked
     * @throws IllegalStateException if it is read-only
     */
    public static void requireWritable(CheckedTable table, TransactionScope scope) throws SQLException {
        if (table.dialect().isReadOnly(scope.connection())) {
            throw new IllegalStateException("connection: is read-only; pass one that may write");
        }
    }
}
