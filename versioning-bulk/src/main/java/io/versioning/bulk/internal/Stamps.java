package io.versioning.bulk.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each update of a table sets besides, unless it sets it itself.
 *
 * @param clocks the columns that are set to the database's clock
 * @param actors the columns that are set to the actor
 * @param actor who that is, as it is bound, or null
 */
public record Stamps(
        List<String> clocks, List<String> actors, @Nullable Object actor) {

    /** Copies the lists. */
    public Stamps {
        clocks = List.copyOf(clocks);
        actors = List.copyOf(actors);
    }
}
