package io.versioning.internal.sql;

import io.versioning.internal.text.SafeText;
import java.util.List;
import java.util.Map;

/**
 * A table that was found fit for guarded writes, with all that is needed to render and bind them.
 *
 * @param dialect the database
 * @param identifiers how the database treats names
 * @param name the quoted name, with the schema if the application gave one
 * @param facts what the catalogue says of it
 * @param columns its columns by their name in the catalogue, in order
 * @param ids the key's columns, in the order that the application gave
 * @param version the version's column
 * @param width the version's type
 * @param visibility which of its rows are seen
 */
public record CheckedTable(
        Dialect dialect,
        Identifiers identifiers,
        String name,
        Dialect.TableFacts facts,
        Map<String, Column> columns,
        List<Column> ids,
        Column version,
        VersionWidth width,
        Visibility visibility) {

    /**
     * Returns this table, of which no other rows are seen, and whose versions may be of a narrower type in the application.
     *
     * @param seen which rows
     * @param narrowest the width that the application has for versions
     * @return the table
     */
    public CheckedTable seenAs(Visibility seen, VersionWidth narrowest) {
        VersionWidth narrower = narrowest.largest() < width.largest() ? narrowest : width;
        return new CheckedTable(dialect, identifiers, name, facts, columns, ids, version, narrower, seen);
    }

    /**
     * Returns the table's name for statements that must write or read its own rows only.
     *
     * @return the name, after {@code only} where the database knows inheritance
     */
    public String target() {
        return facts.rowTarget() + name;
    }

    /**
     * Finds the column that an application means.
     *
     * @param meant what the application wrote
     * @return the column
     * @throws IllegalArgumentException if there is none
     */
    public Column column(String meant) {
        return identifiers
                .find(meant, columns.keySet())
                .map(columns::get)
                .orElseThrow(() -> new IllegalArgumentException(
                        "column: table " + SafeText.of(name) + " has no column " + SafeText.of(meant)));
    }

    /**
     * Finds a column that an update may change.
     *
     * @param meant what the application wrote
     * @return the column
     * @throws IllegalArgumentException if there is none, or it is the version or part of the key
     */
    public Column changeable(String meant) {
        Column column = column(meant);
        if (column.equals(version)) {
            throw new IllegalArgumentException(
                    "column: " + SafeText.of(meant) + " is the version of table " + SafeText.of(name)
                            + ", which each write advances by itself; leave it out, and pass the version to expecting(...)");
        }
        if (ids.contains(column)) {
            throw new IllegalArgumentException("column: " + SafeText.of(meant) + " is part of the key of table "
                    + SafeText.of(name) + ", which can't be changed; leave it out");
        }
        if (column.generated()) {
            throw new IllegalArgumentException("column: " + SafeText.of(meant) + " of table " + SafeText.of(name)
                    + " is computed by the database; leave it out");
        }
        return column;
    }
}
