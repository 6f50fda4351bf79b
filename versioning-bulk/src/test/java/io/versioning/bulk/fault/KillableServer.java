package io.versioning.bulk.fault;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server of a test's own, which can be killed and started again on its data. What it acknowledges is on the
 * disk. Not thread-safe.
 */
public final class KillableServer implements AutoCloseable {

    private static final List<String> SETTINGS = List.of(
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=on",
            "full_page_writes=on",
            "synchronous_commit=on",
            "shared_buffers=16MB");

    private final Path data;
    private final String executable;
    private @Nullable Process postmaster;
    private int port;

    private KillableServer(Path data, String executable) {
        this.data = data;
        this.executable = executable;
    }

    /** Makes a data directory, and starts a server on it. */
    public static KillableServer start() throws IOException {
        Path data = Files.createTempDirectory("versioning-killable");
        String executable;
        try (EmbeddedPostgres first = EmbeddedPostgres.builder()
                .setDataDirectory(data.resolve("pg"))
                .setCleanDataDirectory(false)
                .setErrorRedirector(Redirect.DISCARD)
                .setOutputRedirector(Redirect.DISCARD)
                .setLocaleConfig("locale", "C")
                .start()) {
            executable = executable(first.getPort());
        }
        KillableServer server = new KillableServer(data.resolve("pg"), executable);
        server.startAgain();
        return server;
    }

    private static String executable(int port) {
        try (Connection connection = dataSource(port).getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select setting from pg_config where name = 'BINDIR'")) {
            rows.next();
            return rows.getString(1) + "/postgres";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the server on the data that the one before it has left, and waits until it takes connections. */
    public void startAgain() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Process started =
                new ProcessBuilder(command()).redirectErrorStream(true).start();
        postmaster = started;
        BufferedReader log =
                new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        List<String> said = new ArrayList<>();
        String line = log.readLine();
        while (line != null && !line.contains("database system is ready to accept connections")) {
            said.add(line);
            line = log.readLine();
        }
        if (line == null) {
            throw new IllegalStateException("the server did not start: " + String.join("\n", said));
        }
        Daemon.start("log of a server", () -> log.transferTo(Writer.nullWriter()));
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL does not run as root
        }
        command.addAll(List.of(executable, "-D", data.toString(), "-p", Integer.toString(port)));
        SETTINGS.forEach(setting -> command.addAll(List.of("-c", setting)));
        return command;
    }

    /** Ends it at once, without a checkpoint, as if the machine had failed; it recovers as it is started again. */
    public void kill() throws IOException {
        Process running = postmaster;
        if (running != null) {
            new ProcessBuilder("kill", "-QUIT", Long.toString(running.pid()))
                    .start()
                    .onExit()
                    .join();
            running.onExit().join();
            postmaster = null;
        }
    }

    /** The server's port, at the loopback interface; another one after each start. */
    public int port() {
        return port;
    }

    /** New connections, straight to the server that runs now. */
    public DataSource dataSource() {
        return dataSource(port);
    }

    /** New connections by another port. */
    public static DataSource dataSource(int port) {
        return dataSource(port, "postgres");
    }

    /** New connections of another role. */
    public static DataSource dataSource(int port, String user) {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("sslmode", "disable");
        properties.setProperty("gssEncMode", "disable");
        return Sources.of("jdbc:postgresql://127.0.0.1:" + port + "/postgres", properties);
    }

    @Override
    public void close() throws IOException {
        kill();
        try (Stream<Path> files = Files.walk(data.getParent())) {
            files.sorted(Comparator.reverseOrder()).forEach(KillableServer::delete);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
