package io.versioning.bulk.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each update of a table sets besides, unless it sets it itself.
 *
 * @param columns the columns
 * @param actor who they are set to, as it is bound, or null
 */
public record Stamps(Columns columns, @Nullable Object actor) {

    /** For tables where nothing is set besides. */
    public static final Stamps NONE = new Stamps(new Columns(List.of(), List.of()), null);

    /**
     * Columns that are stamped.
     *
     * @param clocks those that are set to the database's clock
     * @param actors those that are set to the actor
     */
    public record Columns(List<String> clocks, List<String> actors) {

        /** Copies the lists. */
        public Columns {
            clocks = List.copyOf(clocks);
            actors = List.copyOf(actors);
        }
    }
}
