package io.versioning.bulk.internal;

import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.RowImage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a bulk writes to. Immutable; as thread-safe as its functions.
 *
 * @param table the table
 * @param entity what its rows are called
 * @param state turns a row that was read into the current state of a conflict
 * @param stamps tells what each update of a call sets besides
 */
public record Target(TableRequest table, String entity, Function<RowImage, Object> state, Supplier<Stamps> stamps) {

    /** Names the table. */
    @Override
    public String toString() {
        return SafeText.of(table.name());
    }
}
