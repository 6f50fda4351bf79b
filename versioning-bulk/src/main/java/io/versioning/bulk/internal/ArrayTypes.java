package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How the values of a table's columns travel to PostgreSQL as arrays. Immutable and thread-safe. */
final class ArrayTypes {

    /**
     * The types without their modifiers (PostgreSQL manual, format_type with -1): a cast to {@code varchar(3)} would cut
     * a value that the column refuses. Of a domain, the type that it is made of: the column checks the rest.
     */
    private static final String TYPES = """
            with recursive typed as (
              select a.attname, a.attcollation, t.oid, t.typtype, t.typbasetype, t.typcategory
                from pg_attribute a
                join pg_type t on t.oid = a.atttypid
               where a.attrelid = ?::regclass and a.attnum > 0 and not a.attisdropped
              union all
              select d.attname, d.attcollation, t.oid, t.typtype, t.typbasetype, t.typcategory
                from typed d
                join pg_type t on t.oid = d.typbasetype
               where d.typtype = 'd')
            select typed.attname,
                   format_type(typed.oid, -1),
                   typed.typcategory = 'A',
                   quote_ident(n.nspname) || '.' || quote_ident(c.collname),
                   coalesce(c.collisdeterministic, true)
              from typed
              left join pg_collation c on c.oid = typed.attcollation
              left join pg_namespace n on n.oid = c.collnamespace
             where typed.typtype <> 'd'
            """;

    /** Types of which Java tells two values apart if and only if PostgreSQL does. */
    private static final Set<String> EXACT =
            Set.of("smallint", "integer", "bigint", "numeric", "uuid", "text", "character varying");

    private final Map<String, ArrayType> types;

    private ArrayTypes(Map<String, ArrayType> types) {
        this.types = Map.copyOf(types);
    }

    /** Reads the types of a table's columns from the catalogue, by one statement. */
    static ArrayTypes of(CheckedTable table, Connection connection) throws SQLException {
        Map<String, ArrayType> types = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(TYPES)) {
            statement.setString(1, table.name());
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Column column = table.columns().get(found.getString(1));
                    if (column != null) {
                        types.put(column.name(), type(column, found));
                    }
                }
            }
        }
        return new ArrayTypes(types);
    }

    private static ArrayType type(Column column, ResultSet found) throws SQLException {
        String sqlType = found.getString(2);
        boolean isExact = EXACT.contains(sqlType) && found.getBoolean(5);
        return new ArrayType(column, sqlType, found.getBoolean(3), found.getString(4), isExact);
    }

    ArrayType of(Column column) {
        return Objects.requireNonNull(types.get(column.name()), column.name());
    }

    /** Whether Java tells any two ids apart exactly as the database does. */
    boolean areExact(Collection<Column> columns) {
        return columns.stream().allMatch(column -> of(column).isExact());
    }
}
