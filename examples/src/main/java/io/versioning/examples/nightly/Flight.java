package io.versioning.examples.nightly;

import io.versioning.Versioned;
import io.versioning.jdbc.Row;
import io.versioning.merge.Fields;
import java.time.LocalDateTime;
import java.util.Map;

/** A flight as somebody has seen it. */
record Flight(
        long id,
        String number,
        String origin,
        String destination,
        LocalDateTime departure,
        String gate,
        String status,
        int seats,
        long version)
        implements Versioned {

    /** What a change may be about. */
    static final Fields<Flight> FIELDS = Fields.ofRecord(Flight.class).ignoring("id", "number", "origin", "version");

    static Flight of(Row row) {
        return new Flight(
                (Long) row.id(),
                row.get("number", String.class),
                row.get("origin", String.class),
                row.get("destination", String.class),
                row.get("departure", LocalDateTime.class),
                row.get("gate", String.class),
                row.get("status", String.class),
                row.get("seats", Integer.class),
                row.version());
    }

    /** This flight after a write: with other values, and one version on. */
    Flight after(Map<String, ?> changes) {
        Flight changed = FIELDS.with(this, changes);
        return new Flight(
                id,
                number,
                origin,
                changed.destination,
                changed.departure,
                changed.gate,
                changed.status,
                changed.seats,
                version + 1);
    }

    String route() {
        return origin + "-" + destination;
    }
}
