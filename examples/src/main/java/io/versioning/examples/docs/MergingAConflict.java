package io.versioning.examples.docs;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.merge.Change;
import io.versioning.merge.Comparison;
import io.versioning.merge.FieldComparison;
import io.versioning.merge.Fields;
import io.versioning.merge.ThreeWayMerge;
import java.util.Map;

/** What to do with a conflict: show it field by field, or join the edits if they are of different fields. */
public final class MergingAConflict {

    // tag::rules[]
    private static final ThreeWayMerge<Map<String, ?>> MERGE =
            ThreeWayMerge.of(Fields.ofMap()).together("latitude", "longitude");
    // end::rules[]

    private MergingAConflict() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("merging")) {
            GuardedTable airports = JdbcVersioning.over(sandbox.dataSource()).table("airport", "iata");
            Row base = airports.read("ORD").orElseThrow();
            Map<String, Object> edits = Map.of("name", "Chicago O'Hare");

            airports.update("ORD")
                    .expecting(base)
                    .set("city", "Chicago, Illinois")
                    .apply();
            show(airports, base, edits);
            System.out.println(merged(airports, base, edits));
            System.out.println(airports.read("ORD").orElseThrow().values());

            airports.update("ORD").expecting(3).set("name", "Orchard Field").apply();
            System.out.println(merged(airports, base, edits));
        }
    }

    private static void show(GuardedTable airports, Row base, Map<String, Object> edits) {
        try {
            airports.update("ORD")
                    .expecting(base)
                    .setAll(edits)
                    .withCurrentState()
                    .apply();
        } catch (ConflictException e) {
            Row current = e.currentState(Row.class).orElseThrow();
            // tag::compare[]
            Comparison comparison = Comparison.ofChanges(Fields.ofMap(), base.fields(), edits, current.fields());
            for (FieldComparison field : comparison.changed()) {
                System.out.printf(
                        "%-5s base %-8s attempted %-15s current %-18s %s%n",
                        field.name(), field.base(), field.attempted(), field.current(), field.change());
            }
            // end::compare[]
            boolean both =
                    comparison.changed().stream().map(FieldComparison::change).anyMatch(Change::isByBoth);
            System.out.println("edits of the same field: " + both);
        }
    }

    // tag::save[]
    static String merged(GuardedTable airports, Row base, Map<String, ?> edits) {
        try {
            airports.update(base.id())
                    .expecting(base)
                    .setAll(edits)
                    .withCurrentState()
                    .apply();
            return "written";
        } catch (ConflictException e) {
            if (e.conflict().kind() == Conflict.Kind.MISSING) {
                return "somebody has deleted it";
            }
            Row current = e.currentState(Row.class).orElseThrow();
            return MERGE.mergeChanges(base.fields(), edits, current.fields())
                    .fold(
                            merged -> merged.changes().isEmpty()
                                    ? "nothing left to write"
                                    : "merged at version "
                                            + airports.update(base.id())
                                                    .expecting(current)
                                                    .setAll(merged.changes())
                                                    .apply(),
                            clashed -> "for a person to decide: " + clashed.clashes());
        }
    }
    // end::save[]
}
