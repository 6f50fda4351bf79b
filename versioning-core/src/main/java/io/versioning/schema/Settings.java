package io.versioning.schema;

import io.versioning.internal.text.SafeText;
import java.time.Duration;
import java.util.List;

/**
 * What a caller asks for.
 *
 * @param tables the tables, in the order in which they are treated
 * @param column the version column's name, as it was given
 * @param type the type of a column that is added
 * @param lockTimeout how long to wait for a lock
 * @param trigger whether writers that know nothing of versions are to advance them
 */
record Settings(List<VersionedTable> tables, String column, ColumnType type, Duration lockTimeout, boolean trigger) {

    Settings {
        tables = List.copyOf(tables);
    }

    /** Refuses a version that is part of a key; not earlier, as the column may be named last of all. */
    Settings complete() {
        for (VersionedTable table : tables) {
            if (table.key().stream().anyMatch(column::equalsIgnoreCase)) {
                throw new IllegalArgumentException("column: " + SafeText.of(column) + " is part of the key of table "
                        + table + ", which a version that changes with each update can't be; name another");
            }
        }
        return this;
    }
}
