package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A guarded write of one row, as a call asks for it.
 *
 * @param entity the name of the entity or table, for messages
 * @param id the row's id, as the caller gave it
 * @param key the values of the id columns
 * @param precondition what must hold
 * @param change what to write
 * @param state makes the current state of a conflict from a row image; null if the call did not ask for it
 */
public record RowWrite(
        String entity,
        Object id,
        List<Object> key,
        Precondition precondition,
        Change change,
        @Nullable Function<RowImage, Object> state) {

    /** Copies the key. */
    public RowWrite {
        key = List.copyOf(key);
    }

    /** What a guarded write does to its row. */
    public sealed interface Change {}

    /**
     * Sets columns and advances the version.
     *
     * @param assignments gives the changed columns of the checked table; none to advance the version only
     */
    public record Update(Function<CheckedTable, List<Assignment>> assignments) implements Change {}

    /** Deletes the row. */
    public record Delete() implements Change {}
}
