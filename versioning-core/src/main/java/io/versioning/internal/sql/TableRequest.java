package io.versioning.internal.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table as an application describes it.
 *
 * @param schema its schema, or null for the connection's own
 * @param name its name
 * @param idColumns the columns of its key
 * @param versionColumn the column of the version
 */
public record TableRequest(@Nullable String schema, String name, List<String> idColumns, String versionColumn) {

    /** Copies the columns. */
    public TableRequest {
        idColumns = List.copyOf(idColumns);
    }
}
