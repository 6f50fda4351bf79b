package io.versioning.examples.nightly;

import io.versioning.bulk.BulkTable;
import javax.sql.DataSource;

/** The feed over plain JDBC. */
final class JdbcDoor {

    private JdbcDoor() {}

    static Writing over(DataSource dataSource) {
        // tag::jdbc[]
        BulkTable flights = Writing.careful(new FlightTable(dataSource).writtenBy(NightlyFeed.ACTOR));
        return feed -> flights.stream(
                feed,
                line -> flights.update(line.seen().id()).expecting(line.seen()).setAll(line.changes()));
        // end::jdbc[]
    }
}
