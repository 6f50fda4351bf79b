package io.versioning.schema;

import java.io.Serializable;
import java.util.Objects;

/**
 * One thing that was found about one table: what it is, and what to do about it.
 *
 * <p>Holds names of the schema, and counts of rows where rows were looked at; no column data.
 *
 * @param table the table, as it was named by the caller, after its schema if that was named too
 * @param kind what sort of thing it is
 * @param what what was found, in words
 * @param remedy what to do about it, in words or SQL
 */
public record Finding(String table, Kind kind, String what, String remedy) implements Serializable {

    /** The sorts of findings. */
    public enum Kind {
        /** There is no such table, or no such schema. */
        TABLE_MISSING,
        /** The name stands for a view, a foreign table, a single partition, or a table that others inherit from. */
        TABLE_UNSUITABLE,
        /** The columns given as the key are not there, or don't name a single row. */
        KEY_UNSUITABLE,
        /** There is no version column. */
        COLUMN_MISSING,
        /** The version column is not a smallint, integer or bigint. */
        WRONG_TYPE,
        /** The database computes the version column by itself, as an identity or generated column. */
        GENERATED,
        /** The version column allows null. */
        NULLABLE,
        /** The version column has no default: an insert by a writer that knows nothing of versions fails. */
        NO_DEFAULT,
        /** The trigger was asked for and is not there, is switched off, or advances another column. */
        TRIGGER_MISSING,
        /** The trigger was asked for, and its name or that of its function is taken by something else. */
        NAME_TAKEN,
        /** Rows have no version. */
        NULL_VERSIONS,
        /** Rows have a version below zero, which guarded writes refuse. */
        NEGATIVE_VERSIONS,
        /** A row's version has passed half of what its column can hold. */
        NEAR_OVERFLOW,
        /** A note: another trigger sees each row before it is updated, and must leave the version alone. */
        OTHER_TRIGGER
    }

    /**
     * Checks the parts.
     *
     * @param table the table, as it was named by the caller, after its schema if that was named too
     * @param kind what sort of thing it is
     * @param what what was found, in words
     * @param remedy what to do about it, in words or SQL
     */
    public Finding {
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(what, "what");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** Describes the finding in one line. */
    @Override
    public String toString() {
        return table + ": " + what + "; " + remedy;
    }
}
