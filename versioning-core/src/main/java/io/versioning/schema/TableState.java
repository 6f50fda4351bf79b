package io.versioning.schema;

import io.versioning.internal.sql.Column;
import io.versioning.schema.Details.TriggerState;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A table as it was found.
 *
 * @param table the table that was asked for
 * @param database where it is
 * @param names its names in the catalogue, and that of the version column, be it there or still to come
 * @param column the version column, or null if there is none
 * @param keyProblem what is wrong with the key, or null if that is nothing or was not asked for
 * @param details what else the catalogue says
 */
record TableState(
        VersionedTable table,
        Database database,
        Names names,
        @Nullable Column column,
        @Nullable String keyProblem,
        Details details) {

    Ddl ddl() {
        return database.ddl();
    }

    /** The trigger that {@code up} has created. */
    Optional<TriggerState> ownTrigger() {
        return details.triggers().stream().filter(TriggerState::marked).findFirst();
    }

    List<TriggerState> otherTriggers() {
        return details.triggers().stream().filter(trigger -> !trigger.marked()).toList();
    }
}
