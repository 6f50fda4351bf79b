package io.versioning.benchmarks;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One guarded update over plain JDBC, against the same statement by hand. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class JdbcUpdate {

    private static final String BY_HAND = """
            update "account" set "balance" = ?, "version" = "version" + 1 where "id" = ? and "version" = ?""";

    private GuardedTable accounts;

    /** Makes what an application would make once. */
    @Setup
    public void open(OneRow row) {
        accounts = JdbcVersioning.over(row.database().pool()).withoutListeners().table("account", "id");
    }

    /** By hand. */
    @Benchmark
    public long bare(OneRow row) throws SQLException {
        return byHand(row);
    }

    /** The same once more: what differs here is noise. */
    @Benchmark
    public long bareAgain(OneRow row) throws SQLException {
        return byHand(row);
    }

    private static long byHand(OneRow row) throws SQLException {
        try (Connection connection = row.database().pool().getConnection();
                PreparedStatement statement = connection.prepareStatement(BY_HAND)) {
            statement.setInt(1, (int) row.version());
            statement.setLong(2, 1);
            statement.setLong(3, row.version());
            return row.written(row.version() + statement.executeUpdate());
        }
    }

    /** Through the library. */
    @Benchmark
    public long library(OneRow row) {
        return row.written(accounts.update(1L)
                .expecting(row.version())
                .set("balance", (int) row.version())
                .apply());
    }
}
