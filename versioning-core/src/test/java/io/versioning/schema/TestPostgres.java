package io.versioning.schema;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.Map;
import javax.sql.DataSource;

/** One embedded PostgreSQL server for this package's tests: started when first asked for, stopped with the JVM. */
final class TestPostgres {

    private final EmbeddedPostgres server;

    private TestPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    private static final class Holder {
        static final TestPostgres SERVER = start();
    }

    static TestPostgres server() {
        return Holder.SERVER;
    }

    private static TestPostgres start() {
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setLocaleConfig("locale", "C")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .setServerConfig("unix_socket_directories", "")
                    .setOutputRedirector(Redirect.DISCARD)
                    .setErrorRedirector(Redirect.DISCARD)
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "schema-tests-postgres-stop"));
            return new TestPostgres(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Connections in a schema, under an application name that is the same. */
    DataSource inSchema(String schema) {
        return server.getPostgresDatabase(Map.of("currentSchema", schema, "ApplicationName", schema));
    }
}
