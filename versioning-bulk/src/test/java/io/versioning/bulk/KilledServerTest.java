package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.Outcome.Durability;
import io.versioning.bulk.fault.Cut;
import io.versioning.bulk.fault.CuttingProxy;
import io.versioning.bulk.fault.KillableServer;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server with a disk that keeps what it was told, killed and started again. */
@RunsOn(DatabaseKind.POSTGRES)
class KilledServerTest {

    private static KillableServer server;

    @BeforeAll
    static void start() throws Exception {
        server = KillableServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void createTable() throws SQLException {
        execute("drop table if exists account");
        execute("create table account (id bigint primary key, balance integer, version integer not null)");
        execute("insert into account select n, 0, 1 from generate_series(1, 20) as n");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int written() throws SQLException {
        try (Connection connection = server.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from account where version = 2")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static BulkTable table(int port) {
        return BulkVersioning.over(KillableServer.dataSource(port))
                .withoutListeners()
                .table("account", "id");
    }

    private static BulkUpdateResult<Object, RowChange> touchTwo(BulkTable table) {
        return table.apply(List.of(table.touch(1L).expecting(1), table.touch(2L).expecting(1)));
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheServerWasKilled() throws Exception {
        List<Outcome> outcomes = touchTwo(table(server.port())).outcomes();
        assertThat(outcomes).containsOnly(Outcome.Applied.updated(2, Durability.COMMITTED));
        server.kill();
        server.startAgain();
        assertThat(written()).isEqualTo(2);
    }

    /** Its number may be another transaction's by now; if not, the server says that it was aborted. */
    @Test
    void commitThatTheKilledServerNeverGotIsNeverSettledAsApplied() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = killedAfter(Cut.COMMIT_UNDER_WAY, UnaryOperator.identity());
        assertThat(lost.unresolved()).hasSize(2);
        assertThat(written()).isZero();
        for (int others = 0; others < 10; others++) {
            execute("insert into account values (" + (100 + others) + ", 0, 1)");
            assertThat(table(server.port()).resolve(lost).succeeded()).isEmpty();
        }
    }

    @Test
    void commitThatTheKilledServerDidNotAcknowledgeStaysUnknown() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = killedAfter(Cut.DURING_COMMIT, UnaryOperator.identity());
        assertThat(lost.unresolved()).hasSize(2);
        assertThat(table(server.port()).resolve(lost).unresolved()).hasSize(2);
        assertThat(written()).isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource(
            value = Cut.class,
            names = {"BEFORE_COMMIT", "DURING_COMMIT", "COMMIT_UNDER_WAY"})
    void receiptOutlivesTheServer(Cut where) throws Exception {
        execute("drop table if exists bulk_receipt");
        execute(ReceiptsTest.TABLE);
        BulkUpdateResult<Object, RowChange> lost = killedAfter(where, table -> table.leavingReceiptsIn("bulk_receipt"));
        assertThat(lost.unresolved()).hasSize(2);
        BulkUpdateResult<Object, RowChange> resolved = table(server.port()).resolve(lost);
        assertThat(resolved.unresolved()).isEmpty();
        assertThat(resolved.succeeded()).hasSize(where == Cut.DURING_COMMIT ? 2 : 0);
        assertThat(written()).isEqualTo(where == Cut.DURING_COMMIT ? 2 : 0);
    }

    @Test
    void roleThatMayNotReadTheEpochWritesAllTheSameAndSettlesNothing() throws Exception {
        execute("revoke execute on function pg_control_system() from public");
        execute("drop role if exists plain");
        execute("create role plain login");
        execute("grant all on account to plain");
        try (CuttingProxy proxy = CuttingProxy.to("127.0.0.1", server.port())) {
            BulkTable table = BulkVersioning.over(KillableServer.dataSource(proxy.port(), "plain"))
                    .withoutListeners()
                    .table("account", "id");
            assertThat(touchTwo(table).failed()).isEmpty();
            proxy.cut(Cut.DURING_COMMIT, 0);
            BulkUpdateResult<Object, RowChange> lost = table.apply(
                    List.of(table.touch(3L).expecting(1), table.touch(4L).expecting(1)));
            assertThat(table(server.port()).resolve(lost).unresolved()).hasSize(2);
        } finally {
            execute("grant execute on function pg_control_system() to public");
        }
    }

    private static BulkUpdateResult<Object, RowChange> killedAfter(Cut cut, UnaryOperator<BulkTable> door)
            throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to("127.0.0.1", server.port())) {
            proxy.cut(cut, 0);
            BulkUpdateResult<Object, RowChange> result = touchTwo(door.apply(table(proxy.port())));
            server.kill();
            server.startAgain();
            return result;
        }
    }
}
