package io.versioning.examples;

import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.schema.SchemaUnsuitableException;
import io.versioning.schema.VersionColumns;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;

/** A table that has no version yet gets one, in a migration of one line; then it is written in a guarded way. */
public final class MigrationWithFlyway {

    private MigrationWithFlyway() {}

    public static void main(String[] args) {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:migration", "sa", "");
        try {
            GuardedTable customers = JdbcVersioning.over(dataSource).table("customer", "id");
            migrate(dataSource, "1");
            checkAtStart(dataSource);
            migrate(dataSource, "2");
            checkAtStart(dataSource);
            guardedWrites(customers);
        } finally {
            dataSource.dispose();
        }
    }

    private static void migrate(DataSource dataSource, String target) {
        Flyway.configure().dataSource(dataSource).target(target).load().migrate();
        System.out.println("migrated to " + target);
    }

    /** An application lets the exception stop its start. */
    private static void checkAtStart(DataSource dataSource) {
        try {
            // tag::check[]
            VersionColumns.on("customer").requireReady(dataSource);
            // end::check[]
            System.out.println("  ready for guarded writes");
        } catch (SchemaUnsuitableException e) {
            System.out.println("  " + e.getMessage());
        }
    }

    private static void guardedWrites(GuardedTable customers) {
        Row seen = customers.read(1).orElseThrow();
        long version = customers.update(1).expecting(seen).set("city", "Paris").apply();
        System.out.println("  existing rows began at version " + seen.version() + ", this one is now at " + version);
        try {
            customers.update(1).expecting(seen).set("city", "Rome").apply();
        } catch (ConflictException e) {
            System.out.println("  " + e.getMessage());
        }
    }
}
