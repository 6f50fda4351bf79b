package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import io.versioning.internal.write.Assignment;
import io.versioning.internal.write.GuardedSql;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Texts of statements that write rows: each shape's is rendered once for all calls. Thread-safe. */
final class SetTexts {

    /** So many shapes of a table are kept; an application that has more of them renders the others anew. */
    private static final int MOST = 200;

    private final SetSql sql;
    private final Map<Use, String> writes = new ConcurrentHashMap<>();
    private final Map<String, String> others = new ConcurrentHashMap<>();

    SetTexts(SetSql sql) {
        this.sql = sql;
    }

    private enum Form {
        ALONE,
        TOGETHER,
        TOGETHER_WITH_TRANSACTION
    }

    /** A shape, equal to that of another call. */
    private record Use(List<Column> columns, List<Column> clocks, boolean deletes, Form form) {

        static Use of(Shape shape, Form form) {
            return new Use(shape.columns(), shape.clocks(), shape.deletes(), form);
        }
    }

    SetSql sql() {
        return sql;
    }

    /** The text of {@link SetSql#write(Shape, boolean)}. */
    String write(Shape shape, boolean withTransaction) {
        Form form = withTransaction ? Form.TOGETHER_WITH_TRANSACTION : Form.TOGETHER;
        return known(Use.of(shape, form), () -> sql.write(shape, withTransaction));
    }

    /** The text of {@link GuardedSql#updateText} for a row of this shape. */
    String updateAlone(Shape shape, List<Assignment> assignments) {
        return known(Use.of(shape, Form.ALONE), () -> new GuardedSql(sql.table()).updateText(assignments));
    }

    /** The text of {@link SetSql#read}. */
    String read(boolean withState) {
        return others.computeIfAbsent(withState ? "states" : "versions", use -> sql.read(withState));
    }

    /** The text of {@link SetSql#lock}. */
    String lock() {
        return others.computeIfAbsent("lock", use -> sql.lock());
    }

    private String known(Use use, Supplier<String> rendering) {
        String known = writes.get(use);
        if (known == null) {
            known = rendering.get();
            if (writes.size() < MOST) {
                writes.put(use, known);
            }
        }
        return known;
    }
}
