package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Constraints and triggers that wait for the end of the transaction. */
final class Deferred {

    private Deferred() {}

    /** Lets them happen now, by one statement, if the table has any. */
    static void settle(CheckedTable table, Connection connection) throws SQLException {
        Optional<String> settling = table.dialect().settleDeferred();
        if (table.facts().waits() && settling.isPresent()) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(settling.get());
            }
        }
    }
}
