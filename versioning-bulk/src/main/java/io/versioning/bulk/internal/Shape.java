package io.versioning.bulk.internal;

import io.versioning.internal.sql.Column;
import java.util.List;

/**
 * What is done with a row, but for the values: rows of one shape are written by one statement. Immutable, and equal to
 * itself only: a call has few of them, and asks for the one of each row.
 */
final class Shape {

    private final List<Column> columns;
    private final List<Column> clocks;
    private final boolean deletes;

    private Shape(List<Column> columns, List<Column> clocks, boolean deletes) {
        this.columns = List.copyOf(columns);
        this.clocks = List.copyOf(clocks);
        this.deletes = deletes;
    }

    /**
     * An update.
     *
     * @param columns the columns that are set, to a value of each row
     * @param clocks the columns that are set to the database's clock
     */
    static Shape update(List<Column> columns, List<Column> clocks) {
        return new Shape(columns, clocks, false);
    }

    static Shape delete() {
        return new Shape(List.of(), List.of(), true);
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
}
