package io.versioning.internal.sql;

import java.util.List;

/**
 * Which rows of a table a call sees: those that fulfil an SQL condition, beside having the key that was named.
 *
 * @param pieces the condition, cut at each place where an alias with a dot goes; empty if all rows are seen
 * @param values the values of its place holders
 */
public record Visibility(List<String> pieces, List<Object> values) {

    /** All rows are seen. */
    public static final Visibility ALL = new Visibility(List.of(), List.of());

    /** Copies the lists. */
    public Visibility {
        pieces = List.copyOf(pieces);
        values = List.copyOf(values);
    }

    /**
     * Returns the condition, to be put after others.
     *
     * @param alias what goes before each column: an alias, or the name of the table, with a dot
     * @return the condition in brackets after {@code and}; or nothing if all rows are seen
     */
    public String and(String alias) {
        return pieces.isEmpty() ? "" : " and (" + String.join(alias, pieces) + ")";
    }
}
