package io.versioning.benchmarks.bulk;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The guarded write of one row, by hand. */
final class GuardedUpdate {

    static final String SQL = """
            update resource_assignment set allocation = ?, note = ?, version = version + 1 where id = ? and version = ?""";

    private GuardedUpdate() {}

    static void bind(PreparedStatement statement, Change change) throws SQLException {
        statement.setBigDecimal(1, change.allocation());
        statement.setString(2, change.note());
        statement.setLong(3, change.id());
        statement.setInt(4, change.expected());
    }
}
