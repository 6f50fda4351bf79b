package io.versioning.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What only the database's own catalogue says of a table, its version column and its triggers.
 *
 * @param shape what kind of relation it is
 * @param hasDefault whether the column has a default
 * @param generated whether the database itself computes the column
 * @param marked whether the column bears the mark of {@code up}
 * @param takenFunction the name of the trigger's function, if it belongs to something else, or null
 * @param triggers the table's triggers
 */
record Details(
        Shape shape,
        boolean hasDefault,
        boolean generated,
        boolean marked,
        @Nullable String takenFunction,
        List<TriggerState> triggers) {

    Details {
        triggers = List.copyOf(triggers);
    }

    /** What kind of relation a name stands for. */
    enum Shape {
        /** A table, also a partitioned one. */
        TABLE,
        /** A table that others inherit from. */
        PARENT,
        /** One partition of a table. */
        PARTITION,
        /** A view, a foreign table, or anything else that is no table. */
        OTHER
    }

    /**
     * A trigger of the table.
     *
     * @param name its name
     * @param function the function that it calls, quoted; empty where triggers are no functions
     * @param marked whether that function bears the mark of {@code up}
     * @param body the function's source
     * @param enabled whether it fires in ordinary sessions
     * @param changesUpdates whether it sees rows before they are updated, and so can change what is written
     * @param seesEachUpdate whether it does so whatever columns and values an update sets
     */
    record TriggerState(
            String name,
            String function,
            boolean marked,
            String body,
            boolean enabled,
            boolean changesUpdates,
            boolean seesEachUpdate) {}
}
