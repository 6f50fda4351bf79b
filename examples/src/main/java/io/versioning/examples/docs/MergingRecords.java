package io.versioning.examples.docs;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.ConflictException;
import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import io.versioning.merge.ThreeWayMerge;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** What to do with a conflict of jOOQ records: join the edits if they are of different fields. */
public final class MergingRecords {

    private static final Field<String> IATA = field(name("iata"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> CITY = field(name("city"), String.class);

    private MergingRecords() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("merging-records;DATABASE_TO_LOWER=TRUE")) {
            DSLContext dsl = DSL.using(sandbox.dataSource(), SQLDialect.H2);
            GuardedRecords<Record> airports = JooqVersioning.over(dsl).table(table(name("airport")), IATA);
            Record base = airports.read("ORD").orElseThrow();
            Record attempted = dsl.newRecord(NAME).values("Chicago O'Hare");

            airports.update("ORD").expecting(1).set(CITY, "Chicago, Illinois").apply();
            System.out.println(merged(airports, base, attempted));
            System.out.println(airports.read("ORD").orElseThrow().intoMap());

            airports.update("ORD").expecting(3).set(NAME, "Orchard Field").apply();
            System.out.println(merged(airports, base, attempted));
        }
    }

    private static String merged(GuardedRecords<Record> airports, Record base, Record attempted) {
        try {
            long version = airports.update("ORD")
                    .expecting(airports.version(base))
                    .set(attempted)
                    .withCurrentState()
                    .apply();
            return "written as version " + version;
        } catch (ConflictException e) {
            Record current = e.currentState(Record.class).orElseThrow();
            return ThreeWayMerge.of(airports.fields())
                    .together("latitude", "longitude")
                    .merge(base, attempted, current)
                    .fold(
                            merged -> "merged as version " + write(airports, merged.state()),
                            clashed -> "for a person to decide: " + clashed.clashes());
        }
    }

    private static long write(GuardedRecords<Record> airports, Record merged) {
        // tag::write[]
        long version = airports.update("ORD")
                .expecting(airports.version(merged))
                .set(merged)
                .apply();
        // end::write[]
        return version;
    }
}
