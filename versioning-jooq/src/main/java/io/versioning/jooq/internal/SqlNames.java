package io.versioning.jooq.internal;

import io.versioning.internal.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Table;

/** The names of tables and columns as they stand in SQL, with schema mapping, quoting and name case applied. */
public final class SqlNames {

    private static final Pattern PART =
            Pattern.compile("\\G(?:\"((?:[^\"]|\"\")+)\"|([\\p{L}_][\\p{L}\\p{N}_$]*))(\\.|$)");

    private SqlNames() {}

    /** The parts of a table's name, of which the last one is its own. */
    static List<String> of(Table<?> table, DSLContext dsl) {
        return parts(dsl.render(table), "table");
    }

    /**
     * A column's name without its table.
     *
     * @param field the column
     * @param dsl how names are rendered
     * @return the name
     * @throws IllegalArgumentException if it is SQL, and no name
     */
    public static String of(Field<?> field, DSLContext dsl) {
        List<String> parts = parts(dsl.render(field.getUnqualifiedName()), "field");
        return parts.get(parts.size() - 1);
    }

    private static List<String> parts(String sql, String argument) {
        List<String> parts = new ArrayList<>();
        Matcher part = PART.matcher(sql);
        int end = 0;
        while (part.find()) {
            String quoted = part.group(1);
            parts.add(quoted == null ? part.group(2) : quoted.replace("\"\"", "\""));
            end = part.end();
            if (part.group(3).isEmpty()) {
                break;
            }
        }
        if (parts.isEmpty() || end != sql.length() || sql.endsWith(".")) {
            throw new IllegalArgumentException(
                    argument + ": " + SafeText.of(sql) + " is SQL and no name; use DSL.name(...)");
        }
        return parts;
    }
}
