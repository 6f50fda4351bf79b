package io.versioning.schema;

import java.io.Serializable;
import java.util.List;

/**
 * What {@code up} or {@code down} did to one table, and is committed.
 *
 * @param table the table, as it was named by the caller, after its schema if that was named too
 * @param statements the DDL that was executed, in this order; empty if there was nothing to do
 * @param summary what was done or left alone, in words
 */
public record TableChange(String table, List<String> statements, String summary) implements Serializable {

    /**
     * Copies the statements.
     *
     * @param table the table, as it was named by the caller, after its schema if that was named too
     * @param statements the DDL that was executed, in this order; empty if there was nothing to do
     * @param summary what was done or left alone, in words
     */
    public TableChange {
        statements = List.copyOf(statements);
    }

    /**
     * Tells whether anything was changed.
     *
     * @return false if the table was found as it should be
     */
    public boolean changed() {
        return !statements.isEmpty();
    }

    /** Describes the change in one line, without the statements. */
    @Override
    public String toString() {
        return table + ": " + summary;
    }
}
