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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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

    private static BulkUpdateResult<Object, RowChange> touchTwo(int port) {
        BulkTable table = BulkVersioning.over(KillableServer.dataSource(port))
                .withoutListeners()
                .table("account", "id");
        return table.apply(List.of(table.touch(1L).expecting(1), table.touch(2L).expecting(1)));
    }

    @Test
    void whatWasAcknowledgedIsThereAfterTheServerWasKilled() throws Exception {
        List<Outcome> outcomes = touchTwo(server.port()).outcomes();
        assertThat(outcomes).containsOnly(Outcome.Applied.updated(2, Durability.COMMITTED));
        server.kill();
        server.startAgain();
        assertThat(written()).isEqualTo(2);
    }

    @Test
    void commitThatTheKilledServerNeverGotIsUnknown() throws Exception {
        assertThat(killedAfter(Cut.COMMIT_UNDER_WAY).unresolved()).hasSize(2);
        assertThat(written()).isZero();
    }

    @Test
    void commitThatTheKilledServerDidNotAcknowledgeIsUnknown() throws Exception {
        assertThat(killedAfter(Cut.DURING_COMMIT).unresolved()).hasSize(2);
        assertThat(written()).isEqualTo(2);
    }

    private static BulkUpdateResult<Object, RowChange> killedAfter(Cut cut) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.to("127.0.0.1", server.port())) {
            proxy.cut(cut, 0);
            BulkUpdateResult<Object, RowChange> result = touchTwo(proxy.port());
            server.kill();
            server.startAgain();
            return result;
        }
    }
}
