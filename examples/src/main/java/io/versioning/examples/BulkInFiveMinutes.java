package io.versioning.examples;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.bulk.BulkProgress;
import io.versioning.bulk.BulkSummary;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.BulkVersioning;
import io.versioning.bulk.RowChange;
import io.versioning.bulk.RowValidator;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** The shortest useful bulk: a feed of changes, of which one is stale, one bad and one about a row that is gone. */
public final class BulkInFiveMinutes {

    /** A line of the feed. */
    record GateChange(long flight, long version, String gate) {}

    private BulkInFiveMinutes() {}

    public static void main(String[] args) throws SQLException {
        JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:bulk-in-five-minutes", "sa", "");
        try {
            createTable(dataSource);
            applyFeed(dataSource);
            allOrNothing(dataSource);
            streamFeed(dataSource);
        } finally {
            dataSource.dispose();
        }
    }

    private static void createTable(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    create table flight (
                        id      bigint      primary key,
                        gate    varchar(4)  not null,
                        version bigint      not null default 1
                    )
                    """);
            statement.execute("insert into flight (id, gate) select x, 'A1' from system_range(1, 5)");
            statement.execute("update flight set gate = 'C3', version = 2 where id = 2");
        }
    }

    private static void applyFeed(DataSource dataSource) {
        List<GateChange> feed = List.of(
                new GateChange(1, 1, "B7"),
                new GateChange(2, 1, "B8"),
                new GateChange(3, 1, "far too long"),
                new GateChange(99, 1, "B9"),
                new GateChange(4, 1, "B7"));
        // tag::apply[]
        BulkTable flights = BulkVersioning.over(dataSource).table("flight", "id");
        BulkUpdateResult<Object, GateChange> result = flights.withCurrentState()
                .apply(
                        feed,
                        line -> flights.update(line.flight())
                                .expecting(line.version())
                                .set("gate", line.gate()));
        for (BulkUpdateResult.Row<Object, GateChange> row : result.rows()) {
            System.out.println("flight " + row.id() + ": " + row.outcome());
        }
        // end::apply[]
        // tag::after[]
        for (BulkUpdateResult.Row<Object, GateChange> row : result.failed()) {
            String report = row.outcome()
                    .fold(
                            applied -> "never here",
                            conflicted ->
                                    "read it again: " + conflicted.conflict().kind(),
                            refused -> "mend the feed: " + refused.refusal(),
                            notApplied -> "try it again later: " + notApplied.reason(),
                            unknown -> "never here either: these are unresolved()");
            System.out.println("flight " + row.id() + ": " + report);
        }
        // end::after[]
        // tag::resolve[]
        BulkUpdateResult<Object, GateChange> settled = flights.resolve(result);
        System.out.println(settled.unresolved().size() + " rows are still unknown");
        // end::resolve[]
    }

    private static void streamFeed(DataSource dataSource) {
        BulkTable flights = BulkVersioning.over(dataSource).table("flight", "id");
        Iterator<GateChange> lines =
                Stream.of(new GateChange(5, 1, "D2"), new GateChange(5, 2, "")).iterator();
        Instant end = Instant.now().plus(Duration.ofHours(1));
        // tag::stream[]
        BulkTable judged = flights.lockTimeout(Duration.ofSeconds(2))
                .validatedBy(RowValidator.of(
                        GateChange.class, line -> line.gate().isBlank() ? List.of("gate is blank") : List.of()));
        List<GateChange> readAgain = new ArrayList<>();
        BulkSummary summary = judged.stream(
                        lines, // an Iterator; a Stream has its iterator()
                        line -> judged.update(line.flight())
                                .expecting(line.version())
                                .set("gate", line.gate()))
                .watchedBy((BulkProgress progress) -> System.out.println(progress.rows() + " rows so far"))
                .until(() -> Instant.now().isAfter(end))
                .into((BulkUpdateResult.Row<Object, GateChange> row) -> {
                    if (row.outcome() instanceof Outcome.Conflicted) {
                        readAgain.add(row.update());
                    }
                });
        System.out.println(summary.ending() + ": " + summary.counts());
        readAgain.forEach(line -> System.out.println("read again: flight " + line.flight()));
        // end::stream[]
    }

    private static void allOrNothing(DataSource dataSource) {
        BulkTable flights = BulkVersioning.over(dataSource).table("flight", "id");
        // tag::all-or-nothing[]
        BulkUpdateResult<Object, RowChange> result = flights.allOrNothing()
                .apply(List.of(
                        flights.update(5).expecting(1).set("gate", "D1"),
                        flights.delete(2).expecting(1)));
        System.out.println(result.counts());
        // end::all-or-nothing[]
        boolean kept = result.outcomes().stream().anyMatch(Outcome.Applied.class::isInstance);
        System.out.println(kept ? "kept" : "nothing was kept");
    }
}
