package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.versioning.bulk.fault.Sources;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A pool of two, and many calls that fail. */
@RunsOn(DatabaseKind.POSTGRES)
class FailingCallsTest extends OnDatabase {

    /** How a connection is when it is borrowed. */
    private record State(boolean autoCommit, int isolation, boolean readOnly) {

        static State of(Connection connection) throws SQLException {
            return new State(connection.getAutoCommit(), connection.getTransactionIsolation(), connection.isReadOnly());
        }
    }

    FailingCallsTest() {
        super(DatabaseKind.POSTGRES);
    }

    private HikariDataSource pool(boolean autoCommit, String isolation) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database.dataSource());
        config.setMaximumPoolSize(2);
        config.setConnectionTimeout(5_000);
        config.setAutoCommit(autoCommit);
        config.setTransactionIsolation(isolation);
        return new HikariDataSource(config);
    }

    @ParameterizedTest
    @CsvSource({"true, TRANSACTION_READ_COMMITTED, 9000", "false, TRANSACTION_SERIALIZABLE, 1000"})
    void connectionsComeBackAsTheyWereBorrowed(boolean autoCommit, String isolation, int calls) throws Exception {
        try (HikariDataSource pool = pool(autoCommit, isolation)) {
            State borrowed;
            try (Connection connection = pool.getConnection()) {
                borrowed = State.of(connection);
            }
            AtomicInteger returned = new AtomicInteger();
            Queue<State> others = new ConcurrentLinkedQueue<>();
            DataSource watched = Sources.watchingReturns(pool, connection -> {
                returned.incrementAndGet();
                if (!connection.isClosed() && !State.of(connection).equals(borrowed)) {
                    others.add(State.of(connection));
                }
            });
            BulkTable table = BulkVersioning.over(watched).withoutListeners().table("account", "id");
            Race.of(3, thread -> {
                        for (int call = thread; call < calls; call += 3) {
                            fail(table, call);
                        }
                        return thread;
                    })
                    .forEach(result -> assertThat(result.isReturned()).isTrue());
            assertThat(others).isEmpty();
            assertThat(returned).hasValue(calls);
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
        }
        assertThat(number("select count(*) from account where version > 1")).isZero();
    }

    private static void fail(BulkTable table, int call) {
        long id = call % ROWS + 1L;
        RowChange stale = table.touch(id).expecting(9);
        RowChange refused = table.update(id + 1).expecting(1).set("balance", -1);
        RowChange tooLong = table.update(id).expecting(1).set("owner", "o".repeat(61));
        if (call % 10 == 0) {
            assertThat(table.apply(List.of(refused, tooLong, stale)).failed()).hasSize(3);
        } else if (call % 10 == 1) {
            assertThat(table.allOrNothing().apply(List.of(tooLong, refused)).failed())
                    .hasSize(2);
        } else if (call % 2 == 0) {
            assertThat(table.apply(List.of(stale, table.delete(-id).expecting(1)))
                            .failed())
                    .hasSize(2);
        } else {
            assertThat(table.apply(List.of(refused)).failed()).hasSize(1);
        }
    }
}
