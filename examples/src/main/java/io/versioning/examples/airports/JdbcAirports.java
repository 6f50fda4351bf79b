package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** Airports as rows, over plain JDBC. */
record JdbcAirports(GuardedTable airports) implements Airports {

    @Override
    public String adapter() {
        return "JDBC";
    }

    @Override
    public Seen read(String iata) {
        return seen(airports.read(iata).orElseThrow());
    }

    private static Seen seen(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>(row.fields());
        String updatedBy = (String) fields.remove("updated_by");
        return new Seen((String) row.id(), row.version(), fields, updatedBy);
    }

    @Override
    public long update(Seen seen, Map<String, ?> changes) {
        return airports.update(seen.iata())
                .expecting(seen.version())
                .setAll(changes)
                .withCurrentState()
                .apply();
    }

    @Override
    public Seen current(Conflict conflict) {
        return seen(conflict.currentState(Row.class).orElseThrow());
    }

    @Override
    public long retrying(int attempts, String iata, Function<Seen, Map<String, ?>> decision) {
        return airports.retrying(attempts).update(iata, (row, update) -> update.setAll(decision.apply(seen(row))));
    }
}
