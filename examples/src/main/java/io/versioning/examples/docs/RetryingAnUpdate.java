package io.versioning.examples.docs;

import io.versioning.RetryPolicy;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import java.time.Duration;

/** A change that is right whatever the row holds by now: each attempt reads the row afresh. */
public final class RetryingAnUpdate {

    private RetryingAnUpdate() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("retrying")) {
            GuardedTable flights = JdbcVersioning.over(sandbox.dataSource())
                    .table(TableSpec.of("flight", "id").versionColumn("row_version"));
            Object id = flights.insert().set("seats", 10).apply().id();
            retry(flights, id);
            System.out.println(flights.read(id).orElseThrow().values());
        }
    }

    private static void retry(GuardedTable flights, Object id) {
        // tag::retrying[]
        flights.retrying(5).update(id, (row, update) -> {
            int seats = row.get("seats", Integer.class);
            return update.set("seats", seats - 1);
        });
        // end::retrying[]
        // tag::pausing[]
        RetryPolicy patient = RetryPolicy.attempts(20).pausing(Duration.ofMillis(50), Duration.ofSeconds(5));
        // end::pausing[]
        flights.retrying(patient).update(id, (row, update) -> update.set("seats", row.get("seats", Integer.class) - 1));
    }
}
