package io.versioning.examples.airports;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.Conflict;
import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.Field;
import org.jooq.Record;

/** Airports as records, over jOOQ, without generated code. */
record JooqAirports(GuardedRecords<Record> airports) implements Airports {

    private static final Field<String> IATA = field(name("iata"), String.class);
    private static final Field<String> UPDATED_BY = field(name("updated_by"), String.class);
    private static final List<Field<?>> EDITED = List.of(
            field(name("name"), String.class),
            field(name("city"), String.class),
            field(name("latitude"), Double.class),
            field(name("longitude"), Double.class),
            field(name("checks"), Integer.class));

    static JooqAirports of(JooqVersioning versioning) {
        return new JooqAirports(versioning.table(table(name("airport")), IATA).stampingActor(UPDATED_BY));
    }

    @Override
    public String adapter() {
        return "jOOQ";
    }

    @Override
    public Seen read(String iata) {
        return seen(airports.read(iata).orElseThrow());
    }

    private Seen seen(Record row) {
        return new Seen(row.get(IATA), airports.version(row), airports.fields().read(row), row.get(UPDATED_BY));
    }

    @Override
    public long update(Seen seen, Map<String, ?> changes) {
        return airports.update(seen.iata())
                .expecting(seen.version())
                .setAll(byField(changes))
                .withCurrentState()
                .apply();
    }

    private static Map<Field<?>, Object> byField(Map<String, ?> changes) {
        Map<Field<?>, Object> byField = new LinkedHashMap<>();
        for (Field<?> field : EDITED) {
            if (changes.containsKey(field.getName())) {
                byField.put(field, changes.get(field.getName()));
            }
        }
        return byField;
    }

    @Override
    public Seen current(Conflict conflict) {
        return seen(conflict.currentState(Record.class).orElseThrow());
    }

    @Override
    public long retrying(int attempts, String iata, Function<Seen, Map<String, ?>> decision) {
        return airports.retrying(attempts)
                .update(iata, (row, update) -> update.setAll(byField(decision.apply(seen(row)))));
    }
}
