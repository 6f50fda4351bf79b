package io.versioning.internal.sql;

import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How a database treats the names of tables and columns: case folding, and quoting by ISO/IEC 9075-2 subclause 5.2.
 *
 * <p>Immutable and thread-safe.
 */
public final class Identifiers {

    private static final Pattern REGULAR_UPPER = Pattern.compile("[A-Z_][A-Z0-9_$]*");

    private final boolean upper;
    private final boolean lower;
    private final String escape;

    private Identifiers(boolean upper, boolean lower, String escape) {
        this.upper = upper;
        this.lower = lower;
        this.escape = escape;
    }

    /**
     * Asks a database how it treats names.
     *
     * @param database the metadata
     * @return its rules
     * @throws SQLException if it can't be asked
     */
    public static Identifiers of(DatabaseMetaData database) throws SQLException {
        return new Identifiers(
                database.storesUpperCaseIdentifiers(),
                database.storesLowerCaseIdentifiers(),
                database.getSearchStringEscape());
    }

    /**
     * Quotes a name that comes from the catalogue.
     *
     * @param name the name
     * @return a delimited identifier
     */
    public static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /**
     * Finds the name that an application means: that very name, or else what the database makes of it unquoted.
     *
     * @param meant what the application wrote
     * @param names the names in the catalogue
     * @return the name in the catalogue, or empty if there is none
     */
    public Optional<String> find(String meant, Collection<String> names) {
        return names.contains(meant)
                ? Optional.of(meant)
                : Optional.of(fold(meant)).filter(names::contains);
    }

    /** The names that a name may stand for, in the order in which they are tried. */
    List<String> candidates(String meant) {
        return Stream.of(meant, fold(meant)).distinct().toList();
    }

    private String fold(String name) {
        if (upper) {
            return name.toUpperCase(Locale.ROOT);
        }
        return lower ? name.toLowerCase(Locale.ROOT) : name;
    }

    /**
     * Returns the names under which columns appear in a row: the same on every database for a column that was created
     * with an unquoted name.
     *
     * @param names the names in the catalogue
     * @return the labels by name, in the same order: in lower case if the database has put the name in upper case and no
     *     other column has that name; else the name itself
     */
    public Map<String, String> labels(List<String> names) {
        Map<String, String> labels = new LinkedHashMap<>();
        for (String name : names) {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean folded = upper && REGULAR_UPPER.matcher(name).matches() && !names.contains(lower);
            labels.put(name, folded ? lower : name);
        }
        return labels;
    }

    /**
     * Turns a name into a metadata pattern that matches itself only.
     *
     * @param name the name
     * @return the pattern
     */
    String pattern(String name) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }
}
