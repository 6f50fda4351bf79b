package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import java.util.List;

/**
 * What must hold for a row to be written.
 *
 * @param expected the version that the row must be at
 */
public record Precondition(long expected) {

    List<Parameter> parameters(CheckedTable table) {
        return List.of(new Parameter(expected, table.version()));
    }
}
