package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import java.util.Map;
import java.util.function.Function;

/** What an editor does with airports, over one of the library's adapters. */
interface Airports {

    /** What the adapter is called. */
    String adapter();

    /** Reads an airport as it is now. */
    Seen read(String iata);

    /**
     * Writes changes, expecting the version that was seen.
     *
     * @return the new version
     * @throws ConflictException with the current state, if somebody was faster
     */
    long update(Seen seen, Map<String, ?> changes);

    /** What is there now, from a conflict of {@link #update}. */
    Seen current(Conflict conflict);

    /**
     * Writes changes that are decided on a fresh read, again and again until nobody is faster.
     *
     * @return the new version
     */
    long retrying(int attempts, String iata, Function<Seen, Map<String, ?>> decision);
}
