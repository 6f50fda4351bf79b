package io.versioning.benchmarks.bulk;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/**
 * PostgreSQL on this machine, which keeps what it was told: fsync, full_page_writes and synchronous_commit are on, which
 * embedded servers for tests have off. Nothing cleans up behind the back of a measurement: autovacuum is off, and no
 * checkpoint is due for half an hour; {@link #tidy()} does both.
 */
final class PostgresDatabase implements Database {

    private static final List<String> SETTINGS = List.of(
            "fsync",
            "full_page_writes",
            "synchronous_commit",
            "autovacuum",
            "shared_buffers",
            "max_wal_size",
            "checkpoint_timeout");

    private final EmbeddedPostgres server;
    private final Connection connection;
    private final ServerCpu cpu;
    private final String version;

    private PostgresDatabase(EmbeddedPostgres server) throws SQLException {
        this.server = server;
        this.connection = server.getPostgresDatabase().getConnection();
        this.cpu = ServerCpu.ofParent(Long.parseLong(ask("select pg_backend_pid()")));
        this.version = ask("show server_version");
    }

    static PostgresDatabase start() {
        try {
            return new PostgresDatabase(EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("full_page_writes", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("shared_buffers", "512MB")
                    .setServerConfig("max_wal_size", "8GB")
                    .setServerConfig("checkpoint_timeout", "30min")
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String code() {
        return "postgres-" + version.replaceAll("\\..*", "");
    }

    @Override
    public String title() {
        return "PostgreSQL " + version.replaceAll(" .*", "");
    }

    @Override
    public DataSource source() {
        return server.getPostgresDatabase();
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public String selectByIds() {
        return "select " + State.COLUMNS + " from resource_assignment t where t.id = any(?)";
    }

    @Override
    public String series() {
        return "generate_series(1, ?) as series(x)";
    }

    @Override
    public String plusDays(String day, int more) {
        return "date '" + day + "' + (mod(x, 365) + " + more + ")";
    }

    @Override
    public void tidy() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute("vacuum analyze resource_assignment");
        }
    }

    /** How many transactions the server has ended because of a deadlock; those of sessions that have ended. */
    long deadlocks() throws SQLException {
        return Long.parseLong(ask("select deadlocks from pg_stat_database where datname = current_database()"));
    }

    @Override
    public ServerCpu cpu() {
        return cpu;
    }

    @Override
    public String settings() throws SQLException {
        List<String> settings = new ArrayList<>();
        for (String name : SETTINGS) {
            settings.add(name + " = " + ask("show " + name));
        }
        return String.join(", ", settings);
    }

    private String ask(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            boolean unused = found.next();
            return found.getString(1);
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
            server.close();
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
