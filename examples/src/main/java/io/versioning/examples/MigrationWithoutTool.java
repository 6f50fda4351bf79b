package io.versioning.examples;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.schema.TableChange;
import io.versioning.schema.VersionColumns;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** A table that has no version yet gets one by a call: for applications that have no migration tool. */
public final class MigrationWithoutTool {

    private MigrationWithoutTool() {}

    public static void main(String[] args) throws SQLException {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:without-tool", "sa", "");
        try {
            createTable(dataSource);
            addVersion(dataSource); // when the application is deployed
            addVersion(dataSource); // and again, which changes nothing
            guardedWrite(dataSource);
        } finally {
            dataSource.dispose();
        }
    }

    private static void addVersion(DataSource dataSource) {
        // tag::up[]
        VersionColumns columns = VersionColumns.on("customer");
        for (TableChange change : columns.up(dataSource)) {
            System.out.println(change);
        }
        columns.requireReady(dataSource);
        // end::up[]
    }

    private static void guardedWrite(DataSource dataSource) {
        GuardedTable customers = JdbcVersioning.over(dataSource).table("customer", "id");
        Row seen = customers.read(1).orElseThrow();
        long version = customers.update(1).expecting(seen).set("city", "Paris").apply();
        System.out.println("existing rows began at version " + seen.version() + ", this one is now at " + version);
    }

    private static void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table customer (id integer primary key, city varchar(100) not null)");
            statement.execute("insert into customer (id, city) values (1, 'London')");
        }
    }
}
