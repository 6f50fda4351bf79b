package io.versioning.schema;

import com.google.errorprone.annotations.Immutable;
import io.versioning.internal.sql.Catalog;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Reads what only the database's own catalogue says.
 *
 * <p>Implementations have no state and are thread-safe.
 */
@Immutable
@FunctionalInterface
interface DetailsReader {

    /**
     * Reads the details of a table.
     *
     * @param column the version column's name in the catalogue; there may be none of that name
     */
    Details read(Connection connection, Catalog.Location table, String column) throws SQLException;
}
