package io.versioning.examples.docs;

import io.versioning.VersioningException;
import io.versioning.examples.HttpExceptionHandler;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import org.jspecify.annotations.Nullable;

/** The version that a browser sends back is the expected one, and a request without one is refused. */
public final class VersionFromARequest {

    private final GuardedTable airports;

    private VersionFromARequest(GuardedTable airports) {
        this.airports = airports;
    }

    // tag::endpoint[]
    /** What the browser sends: the version is the one that it was given with the form. */
    record SaveAirport(String name, @Nullable Long version) {}

    long save(String iata, SaveAirport request) {
        return airports.update(iata)
                .expecting(request.version()) // null: VersionRequiredException, and no SQL
                .set("name", request.name())
                .apply(); // the version for the next save
    }
    // end::endpoint[]

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("request")) {
            VersionFromARequest endpoint = new VersionFromARequest(
                    JdbcVersioning.over(sandbox.dataSource()).table("airport", "iata"));
            endpoint.print("ORD", new SaveAirport("Chicago O'Hare", 1L));
            endpoint.print("ORD", new SaveAirport("Orchard Field", 1L));
            endpoint.print("ORD", new SaveAirport("Orchard Field", null));
            endpoint.print("XXX", new SaveAirport("Orchard Field", 1L));
            endpoint.print("ORD", new SaveAirport("x".repeat(101), 2L));
        }
    }

    private void print(String iata, SaveAirport request) {
        try {
            System.out.println(save(iata, request));
        } catch (VersioningException e) {
            System.out.println(HttpExceptionHandler.answer(e));
        }
    }
}
