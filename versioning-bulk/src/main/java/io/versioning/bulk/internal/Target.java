package io.versioning.bulk.internal;

import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.StateReader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk writes to. Immutable; as thread-safe as its functions.
 *
 * @param table the table
 * @param entity what its rows are called
 * @param state makes the current state of a conflict; null if whoever attends to the rows does
 * @param stamps tells what each update of a call sets besides
 * @param surroundings what else is touched
 */
public record Target(
        TableRequest table,
        String entity,
        @Nullable StateReader state,
        Supplier<Stamps> stamps,
        Surroundings surroundings) {

    /**
     * A table, and nothing else.
     *
     * @param table the table
     * @param entity what its rows are called
     * @param state makes the current state of a conflict
     * @param stamps tells what each update of a call sets besides
     */
    public Target(TableRequest table, String entity, StateReader state, Supplier<Stamps> stamps) {
        this(table, entity, state, stamps, Surroundings.NONE);
    }

    /** Names the table. */
    @Override
    public String toString() {
        return SafeText.of(table.name());
    }
}
