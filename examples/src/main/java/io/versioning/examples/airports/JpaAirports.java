package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.jpa.JpaVersioning;
import java.util.Map;
import java.util.function.Function;

/** Airports as entities, over JPA. */
record JpaAirports(JpaVersioning versioning) implements Airports {

    @Override
    public String adapter() {
        return "JPA";
    }

    @Override
    public Seen read(String iata) {
        return versioning.read(EditedAirport.class, iata).orElseThrow().seen();
    }

    @Override
    public long update(Seen seen, Map<String, ?> changes) {
        return versioning
                .update(EditedAirport.class, seen.iata())
                .expecting(seen.version())
                .withCurrentState()
                .apply(airport -> airport.accept(changes))
                .version();
    }

    @Override
    public Seen current(Conflict conflict) {
        return conflict.currentState(EditedAirport.class).orElseThrow().seen();
    }

    @Override
    public long retrying(int attempts, String iata, Function<Seen, Map<String, ?>> decision) {
        return versioning
                .retrying(attempts)
                .update(EditedAirport.class, iata, airport -> airport.accept(decision.apply(airport.seen())))
                .version();
    }
}
