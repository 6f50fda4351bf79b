package io.versioning.testkit.jdbc;

import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;

/** A scope that says that the library owns its connection, whatever mode that is in. */
record OwnedScope(Connection connection) implements TransactionScope {

    @Override
    public boolean joined() {
        return false;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
