package io.versioning.internal.sql;

import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The keys of a table as {@link DatabaseMetaData} tells them. */
final class StandardKeys {

    private StandardKeys() {}

    static Set<Set<String>> read(DatabaseMetaData database, String schema, String table) throws SQLException {
        Set<Set<String>> keys = new HashSet<>();
        Set<String> primary = new TreeSet<>();
        try (ResultSet columns = database.getPrimaryKeys(null, schema, table)) {
            while (columns.next()) {
                primary.add(columns.getString("COLUMN_NAME"));
            }
        }
        if (!primary.isEmpty()) {
            keys.add(primary);
        }
        keys.addAll(uniqueIndexes(database, schema, table));
        return keys;
    }

    private static Set<Set<String>> uniqueIndexes(DatabaseMetaData database, String schema, String table)
            throws SQLException {
        Map<String, Set<String>> indexes = new HashMap<>();
        try (ResultSet columns = database.getIndexInfo(null, schema, table, true, true)) {
            while (columns.next()) {
                String index = columns.getString("INDEX_NAME");
                String column = columns.getString("COLUMN_NAME");
                if (index != null && column != null) {
                    indexes.computeIfAbsent(index, name -> new TreeSet<>()).add(column);
                }
            }
        }
        return new HashSet<>(indexes.values());
    }
}
