package io.versioning.benchmarks;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jooq.SQLDialect;
import org.jspecify.annotations.Nullable;

/**
 * A database of one run, with one row to write, and a pool of one connection. PostgreSQL keeps what it was told: fsync and
 * synchronous_commit are on, which embedded servers for tests have off.
 */
final class BenchmarkDatabase implements AutoCloseable {

    static final String DDL = """
            create table "account" (
              "id" bigint primary key,
              "owner" varchar(60) not null,
              "balance" integer not null,
              "version" bigint default 1 not null
            )""";

    private final SQLDialect dialect;
    private final HikariDataSource pool;
    private final @Nullable EmbeddedPostgres server;

    private BenchmarkDatabase(SQLDialect dialect, DataSource source, @Nullable EmbeddedPostgres server) {
        this.dialect = dialect;
        this.server = server;
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        this.pool = new HikariDataSource(config);
    }

    /** Opens a database by name: h2 or postgres. */
    static BenchmarkDatabase open(String name) {
        BenchmarkDatabase database = name.equals("h2") ? h2() : postgres();
        database.execute(DDL);
        database.execute("insert into \"account\" (\"id\", \"owner\", \"balance\") values (1, 'Ada', 0)");
        return database;
    }

    private static BenchmarkDatabase h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:benchmark-" + System.nanoTime() + ";DB_CLOSE_DELAY=-1");
        return new BenchmarkDatabase(SQLDialect.H2, source, null);
    }

    private static BenchmarkDatabase postgres() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .start();
            return new BenchmarkDatabase(SQLDialect.POSTGRES, server.getPostgresDatabase(), server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DataSource pool() {
        return pool;
    }

    SQLDialect dialect() {
        return dialect;
    }

    private void execute(String sql) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        pool.close();
        if (server != null) {
            server.close();
        }
    }
}
