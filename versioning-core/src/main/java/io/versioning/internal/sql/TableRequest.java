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
 * @param versionMayBeNull whether the version's column may allow null, where the adapter refuses rows without a version
 */
public record TableRequest(
        @Nullable String schema, String name, List<String> idColumns, String versionColumn, boolean versionMayBeNull) {

    /** Copies the columns. */
    public TableRequest {
        idColumns = List.copyOf(idColumns);
    }

    /**
     * A table whose version is never null.
     *
     * @param schema its schema, or null for the connection's own
     * @param name its name
     * @param idColumns the columns of its key
     * @param versionColumn the column of the version
     */
    public TableRequest(@Nullable String schema, String name, List<String> idColumns, String versionColumn) {
        this(schema, name, idColumns, versionColumn, false);
    }
}
