package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Texts of statements that write many rows: each shape's is rendered once for all calls. Thread-safe. */
final class SetTexts {

    /** So many shapes of a table are kept; an application that has more of them renders the others anew. */
    private static final int MOST = 200;

    private final SetSql sql;
    private final Map<Use, String> writes = new ConcurrentHashMap<>();

    SetTexts(SetSql sql) {
        this.sql = sql;
    }

    /** A shape, equal to that of another call. */
    private record Use(List<Column> columns, List<Column> clocks, boolean deletes, boolean withTransaction) {}

    SetSql sql() {
        return sql;
    }

    /** The text of {@link SetSql#write(Shape, boolean)}. */
    String write(Shape shape, boolean withTransaction) {
        Use use = new Use(shape.columns(), shape.clocks(), shape.deletes(), withTransaction);
        String known = writes.get(use);
        if (known == null) {
            known = sql.write(shape, withTransaction);
            if (writes.size() < MOST) {
                writes.put(use, known);
            }
        }
        return known;
    }
}
