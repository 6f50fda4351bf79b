package io.versioning.examples.docs;

import io.versioning.Versioned;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;

/** A record that is a form: it carries the version that the user saw. */
public final class RecordsAsForms {

    // tag::form[]
    record AirportForm(String iata, String name, long version) implements Versioned {}
    // end::form[]

    private RecordsAsForms() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("forms")) {
            GuardedTable airports = JdbcVersioning.over(sandbox.dataSource()).table("airport", "iata");
            // tag::read[]
            Row row = airports.read("ORD").orElseThrow();
            AirportForm form = new AirportForm("ORD", row.get("name", String.class), row.version());
            // end::read[]
            AirportForm filledIn = new AirportForm(form.iata(), "Chicago O'Hare", form.version());
            System.out.println("written at version " + save(airports, filledIn));
        }
    }

    // tag::save[]
    static long save(GuardedTable airports, AirportForm form) {
        return airports.update(form.iata())
                .expecting(form)
                .set("name", form.name())
                .apply();
    }
    // end::save[]
}
