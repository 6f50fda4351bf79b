package io.versioning.internal.sql;

import java.sql.Types;

/**
 * A column as the catalogue describes it.
 *
 * @param name its name in the catalogue
 * @param label the name under which its value appears in a row
 * @param jdbcType the {@link Types} code
 * @param typeName the database's own name of the type
 * @param nullable whether it may hold null
 * @param generated whether the database computes it from other columns
 */
public record Column(String name, String label, int jdbcType, String typeName, boolean nullable, boolean generated) {

    Column labelled(String newLabel) {
        return new Column(name, newLabel, jdbcType, typeName, nullable, generated);
    }

    Column ofType(int newJdbcType, String newTypeName) {
        return new Column(name, label, newJdbcType, newTypeName, nullable, generated);
    }

    /**
     * Returns the name as a quoted identifier, which can't be taken for anything else in SQL.
     *
     * @return the identifier
     */
    public String quoted() {
        return Identifiers.quote(name);
    }
}
