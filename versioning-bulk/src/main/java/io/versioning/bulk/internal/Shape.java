package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import io.versioning.internal.write.RowStatements;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is done with a row, but for the values: rows of one shape are written by one statement. Immutable, and equal to
 * itself only: there are few of them, and each row is asked for its own.
 */
final class Shape {

    /** The row is deleted. */
    static final Shape DELETION = new Shape(List.of(), List.of(), true, null);

    private final List<Column> columns;
    private final List<Column> clocks;
    private final boolean deletes;
    private final RowStatements.@Nullable Factory alone;

    private Shape(List<Column> columns, List<Column> clocks, boolean deletes, RowStatements.@Nullable Factory alone) {
        this.columns = List.copyOf(columns);
        this.clocks = List.copyOf(clocks);
        this.deletes = deletes;
        this.alone = alone;
    }

    /**
     * An update.
     *
     * @param columns the columns that are set, to a value of each row
     * @param clocks the columns that are set to the database's clock
     */
    static Shape update(List<Column> columns, List<Column> clocks) {
        return new Shape(columns, clocks, false, null);
    }

    /** An update of one row only, by statements of its own. */
    static Shape alone(RowStatements.Factory statements) {
        return new Shape(List.of(), List.of(), false, statements);
    }

    List<Column> columns() {
        return columns;
    }

    List<Column> clocks() {
        return clocks;
    }

    boolean deletes() {
        return deletes;
    }

    /** The statements of the one row that has this shape; null if rows of it are written together. */
    RowStatements.@Nullable Factory alone() {
        return alone;
    }
}
