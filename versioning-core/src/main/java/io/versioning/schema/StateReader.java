package io.versioning.schema;

import io.versioning.internal.sql.Catalog;
import io.versioning.internal.sql.Column;
import io.versioning.internal.sql.TableCheck;
import io.versioning.internal.text.SafeText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks tables up in the catalogue; writes nothing. Not thread-safe: it belongs to one connection. */
final class StateReader {

    private final Connection connection;
    private final Database database;
    private final Catalog catalog;
    private final String column;

    private StateReader(Connection connection, String column) throws SQLException {
        this.connection = connection;
        this.database = Database.of(connection);
        this.catalog = Catalog.of(connection);
        this.column = column;
    }

    static StateReader on(Connection connection, String column) throws SQLException {
        return new StateReader(connection, column);
    }

    /** Returns the table as it is, or empty if there is no such table. */
    Optional<TableState> read(VersionedTable table) throws SQLException {
        List<String> path = catalog.searchPath(table.schema().orElse(null));
        Optional<Catalog.Location> found = catalog.find(path, table.name());
        return found.isEmpty() ? Optional.empty() : Optional.of(read(table, found.get()));
    }

    private TableState read(VersionedTable table, Catalog.Location location) throws SQLException {
        Map<String, Column> columns = catalog.columns(location);
        Optional<String> existing = catalog.identifiers().find(column, columns.keySet());
        String name = existing.isPresent() ? existing.get() : database.stored(column);
        Details details = database.details().read(connection, location, name);
        return new TableState(
                table,
                database,
                Names.found(location, name),
                columns.get(name),
                keyProblem(table, location, columns, details),
                details);
    }

    private @Nullable String keyProblem(
            VersionedTable table, Catalog.Location location, Map<String, Column> columns, Details details)
            throws SQLException {
        if (table.key().isEmpty() || details.shape() != Details.Shape.TABLE) {
            return null;
        }
        List<Column> ids = new ArrayList<>();
        for (String meant : table.key()) {
            Column id = catalog.identifiers()
                    .find(meant, columns.keySet())
                    .map(columns::get)
                    .orElse(null);
            if (id == null) {
                return "there is no id column " + SafeText.of(meant);
            }
            ids.add(id);
        }
        return TableCheck.keyProblem(ids, catalog.facts(location)).orElse(null);
    }
}
