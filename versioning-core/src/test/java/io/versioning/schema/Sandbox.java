package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A database, or a schema, of a test's own. */
record Sandbox(Database database, DataSource dataSource, String waitingSessions) {

    static boolean selects(String name) {
        return Arrays.asList(System.getProperty("versioning.databases", "h2,postgres")
                        .split("[ ,]+"))
                .contains(name);
    }

    static boolean selectsH2() {
        return selects("h2");
    }

    static boolean selectsPostgres() {
        return selects("postgres");
    }

    static Sandbox h2() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000");
        return new Sandbox(
                Database.H2,
                source,
                "select count(*) from information_schema.sessions where executing_statement like 'alter table%'");
    }

    static Sandbox postgres() {
        String schema = "sandbox_" + UUID.randomUUID().toString().replace("-", "");
        DataSource source = TestPostgres.server().inSchema(schema);
        Sandbox sandbox = new Sandbox(
                Database.POSTGRESQL,
                source,
                "select count(*) from pg_stat_activity where application_name = '%s' and wait_event_type = 'Lock'"
                        .formatted(schema));
        sandbox.execute("create schema " + schema);
        return sandbox;
    }

    void execute(String... statements) {
        try (Connection connection = dataSource.getConnection()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void execute(Connection connection, String... statements) {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first column of all rows, as text. */
    List<String> ask(String sql) {
        try (Connection connection = dataSource.getConnection()) {
            return ask(connection, sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static List<String> ask(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            List<String> answers = new ArrayList<>();
            while (found.next()) {
                answers.add(found.getString(1));
            }
            return answers;
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Returns a transaction that has the rows of a table locked. */
    Connection holdRowsOf(String table) throws SQLException {
        Connection holder = dataSource.getConnection();
        holder.setAutoCommit(false);
        execute(holder, "update " + table + " set name = 'held'");
        return holder;
    }

    void awaitWaitingSessions(int sessions) {
        long deadline = System.nanoTime() + 60_000_000_000L;
        try (Connection connection = dataSource.getConnection()) {
            while (!ask(connection, waitingSessions).equals(List.of(Integer.toString(sessions)))) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A pool of one: hands out the same connection again and again, and never closes it. */
    static DataSource poolOfOne(Connection connection) {
        Connection borrowed = proxy(Connection.class, connection, "close");
        return proxy(DataSource.class, borrowed, "");
    }

    private static <T> T proxy(Class<T> type, Connection connection, String ignored) {
        return type.cast(Proxy.newProxyInstance(
                Sandbox.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection") && type == DataSource.class) {
                        return connection;
                    }
                    if (method.getName().equals(ignored)) {
                        return null;
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
