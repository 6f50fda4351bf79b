package io.versioning.internal.write;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableCheck;
import io.versioning.internal.sql.TableRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tables that were checked, each once. Thread-safe. */
public final class CheckedTables {

    private final Map<TableRequest, CheckedTable> checked = new ConcurrentHashMap<>();

    /**
     * Returns a table, which is checked on the given connection if it was not before.
     *
     * @param request the table as the application describes it
     * @param connection where it is; only read
     * @return the table
     * @throws SQLException if the catalogue can't be read
     */
    public CheckedTable get(TableRequest request, Connection connection) throws SQLException {
        CheckedTable known = checked.get(request);
        if (known == null) {
            known = TableCheck.of(request, connection);
            checked.put(request, known);
        }
        return known;
    }

    /**
     * Lets a table be checked again the next time.
     *
     * @param request the table as the application describes it
     */
    public void forget(TableRequest request) {
        checked.remove(request);
    }
}
