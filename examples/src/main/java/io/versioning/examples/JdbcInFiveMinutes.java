package io.versioning.examples;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The shortest useful program: a table, a guarded update, and what happens to the one who comes too late. */
public final class JdbcInFiveMinutes {

    private JdbcInFiveMinutes() {}

    public static void main(String[] args) throws SQLException {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:five-minutes", "sa", "");
        try {
            createTable(dataSource);
            long versionOnBothForms = read(dataSource);
            save(dataSource, versionOnBothForms, "Chicago O'Hare");
            saveTooLate(dataSource, versionOnBothForms, "Orchard Field");
        } finally {
            dataSource.dispose();
        }
    }

    private static void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table airport (
                        iata    varchar(4)   primary key,
                        name    varchar(100) not null,
                        version integer      not null default 1
                    )
                    """);
            statement.execute("insert into airport (iata, name) values ('ORD', 'O''Hare')");
        }
    }

    private static long read(DataSource dataSource) {
        GuardedTable airports = JdbcVersioning.over(dataSource).table("airport", "iata");
        // tag::read[]
        Row seen = airports.read("ORD").orElseThrow();
        System.out.println("read " + seen.get("name") + " at version " + seen.version());
        // end::read[]
        return seen.version();
    }

    private static void save(DataSource dataSource, long version, String name) {
        // tag::guarded-update[]
        GuardedTable airports = JdbcVersioning.over(dataSource).table("airport", "iata");
        long newVersion =
                airports.update("ORD").expecting(version).set("name", name).apply();
        // end::guarded-update[]
        System.out.println("saved " + name + " as version " + newVersion);
    }

    private static void saveTooLate(DataSource dataSource, long version, String name) {
        GuardedTable airports = JdbcVersioning.over(dataSource).table("airport", "iata");
        // tag::conflict[]
        try {
            airports.update("ORD")
                    .expecting(version)
                    .set("name", name)
                    .withCurrentState()
                    .apply();
        } catch (ConflictException e) {
            Conflict conflict = e.conflict();
            System.out.println(e.getMessage()); // airport ORD: expected version 1, found 2
            System.out.println("  kind      " + conflict.kind()); // STALE, or MISSING if there is no such row
            System.out.println("  expected  " + conflict.expected());
            System.out.println("  actual    " + conflict.actual().orElseThrow());
            Row current = e.currentState(Row.class).orElseThrow();
            System.out.println("  current   " + current.get("name"));
        }
        // end::conflict[]
    }
}
