package io.versioning;

import io.versioning.internal.text.SafeText;

/**
 * A table can't be written in a guarded way as it was described: it does not exist, its id columns are no key, its
 * version column is not a whole number, or something in the database advances the version besides the library.
 */
public final class TableUnsuitableException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final String table;

    /**
     * Creates the exception.
     *
     * @param table the table's name
     * @param what what is wrong with it, and what to do
     */
    public TableUnsuitableException(String table, String what) {
        super("Table " + SafeText.of(table) + ": " + what, null);
        this.table = table;
    }

    /**
     * Returns the name of the table.
     *
     * @return the name as it was given
     */
    public String table() {
        return table;
    }
}
