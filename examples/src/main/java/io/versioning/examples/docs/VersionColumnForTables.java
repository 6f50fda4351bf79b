package io.versioning.examples.docs;

import io.versioning.schema.ColumnType;
import io.versioning.schema.Database;
import io.versioning.schema.Finding;
import io.versioning.schema.Readiness;
import io.versioning.schema.TableChange;
import io.versioning.schema.VersionColumns;
import io.versioning.schema.VersionedTable;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** Adds the version column to tables that have none, and takes it away again. */
public final class VersionColumnForTables {

    private VersionColumnForTables() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("version-column")) {
            sandbox.execute(
                    "create table portfolio (id bigint primary key, name varchar(60))",
                    "create table position (id bigint primary key, amount integer)");
            up(sandbox.dataSource());
            check(sandbox.dataSource());
            script();
            down(sandbox.dataSource());
            detailed();
        }
    }

    private static void up(DataSource dataSource) {
        // tag::up[]
        VersionColumns columns = VersionColumns.on("portfolio", "position");
        for (TableChange change : columns.up(dataSource)) {
            System.out.println(change); // portfolio: version column added
        }
        // end::up[]
        columns.up(dataSource).forEach(System.out::println);
    }

    private static void check(DataSource dataSource) {
        VersionColumns columns = VersionColumns.on("portfolio", "position");
        // tag::require-ready[]
        columns.requireReady(dataSource); // throws SchemaUnsuitableException, which says what to do
        // end::require-ready[]
        // tag::check-rows[]
        Readiness readiness = columns.checkRows(dataSource); // reads each table once as a whole
        for (Finding problem : readiness.problems()) {
            System.out.println(problem);
        }
        // end::check-rows[]
        for (Finding problem :
                VersionColumns.on("airport", "flight").check(dataSource).problems()) {
            System.out.println(problem);
        }
    }

    private static void script() {
        // tag::statements[]
        List<String> up = VersionColumns.on("portfolio").withTrigger().upStatements(Database.POSTGRESQL);
        // end::statements[]
        System.out.println(String.join(";\n", up));
        System.out.println(
                String.join(";\n", VersionColumns.on("portfolio").withTrigger().downStatements(Database.POSTGRESQL)));
    }

    private static void down(DataSource dataSource) {
        // tag::down[]
        List<TableChange> dropped = VersionColumns.on("portfolio", "position").down(dataSource);
        // end::down[]
        dropped.forEach(System.out::println);
        VersionColumns.on("airport").down(dataSource).forEach(System.out::println);
    }

    private static void detailed() {
        // tag::detailed[]
        VersionColumns columns = VersionColumns.on(List.of(
                        VersionedTable.named("portfolio").inSchema("trading").withKey("id")))
                .named("row_version")
                .ofType(ColumnType.INTEGER) // bigint unless said otherwise
                .lockTimeout(Duration.ofSeconds(1)) // 5 seconds unless said otherwise
                .withTrigger(); // PostgreSQL only
        // end::detailed[]
        System.out.println(columns);
    }
}
