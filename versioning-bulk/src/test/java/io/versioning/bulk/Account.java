package io.versioning.bulk;

import io.versioning.jdbc.Row;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The state of the entity under test. */
record Account(String owner, int balance, @Nullable String note) {

    static Account of(Row row) {
        return new Account(row.get("owner", String.class), row.get("balance", Integer.class), (String) row.get("note"));
    }

    /** Without the note where there is none: so there are two shapes of update. */
    Map<String, @Nullable Object> columns() {
        Map<String, @Nullable Object> columns = new LinkedHashMap<>();
        columns.put("owner", owner);
        columns.put("balance", balance);
        columns.put("note", note);
        return columns;
    }
}
