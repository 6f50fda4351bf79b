package io.versioning.internal.sql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** PostgreSQL 14 and later. */
enum PostgresDialect implements Dialect {
    INSTANCE;

    /** What JDBC calls the types that a domain can be made of, where a key or a version depends on it. */
    private static final Map<String, Integer> JDBC_TYPES = Map.of(
            "int2", Types.SMALLINT,
            "int4", Types.INTEGER,
            "int8", Types.BIGINT,
            "numeric", Types.NUMERIC,
            "float4", Types.REAL,
            "float8", Types.DOUBLE,
            "bpchar", Types.CHAR,
            "varchar", Types.VARCHAR,
            "text", Types.VARCHAR);

    /** The driver says of a domain only that it is one. */
    private static final String BASE_TYPE = """
            with recursive base as (
              select t.oid, t.typtype, t.typbasetype, t.typname
                from pg_attribute a
                join pg_class c on c.oid = a.attrelid
                join pg_namespace n on n.oid = c.relnamespace
                join pg_type t on t.oid = a.atttypid
               where n.nspname = ? and c.relname = ? and a.attname = ?
              union all
              select t.oid, t.typtype, t.typbasetype, t.typname
                from base b
                join pg_type t on t.oid = b.typbasetype
               where b.typtype = 'd')
            select typname from base where typtype <> 'd'
            """;

    private static final Set<String> TEXT_TYPES = Set.of("text", "varchar", "bpchar", "name", "char");

    /** A partitioned table has children too, and each row in exactly one of them: it is no inherited parent. */
    private static final String TABLE = """
            select c.oid,
                   c.relkind,
                   c.relkind <> 'p' and exists (select 1 from pg_inherits i where i.inhparent = c.oid) as has_children,
                   exists (select 1 from pg_trigger g
                            where not g.tgisinternal
                              and (g.tgrelid = c.oid or g.tgrelid in (select p.relid from pg_partition_tree(c.oid) p)))
                     or exists (select 1 from pg_rewrite r where r.ev_class = c.oid) as triggers,
                   exists (select 1 from pg_rewrite r where r.ev_class = c.oid and r.ev_type <> '1') as rules,
                   exists (select 1 from pg_trigger g
                            where g.tgdeferrable
                              and (g.tgrelid = c.oid or g.tgrelid in (select p.relid from pg_partition_tree(c.oid) p)))
                     as waits
              from pg_class c
              join pg_namespace n on n.oid = c.relnamespace
             where n.nspname = ? and c.relname = ?
            """;

    /** Keys that hold at every moment for every row: not deferrable, not partial, not over expressions, not
     * invalid, and under the collation by which the column is compared. */
    private static final String KEYS = """
            select array(select a.attname::text
                           from pg_attribute a
                          where a.attrelid = x.indrelid and a.attnum = any (x.indkey[0:x.indnkeyatts - 1]))
              from pg_index x
             where x.indrelid = ?
               and x.indisunique and x.indisvalid and x.indimmediate
               and x.indpred is null and x.indexprs is null
               and not exists (select 1
                                 from unnest(x.indkey::smallint[], x.indcollation::oid[]) as k(attnum, collation_id)
                                 join pg_attribute a on a.attrelid = x.indrelid and a.attnum = k.attnum
                                where a.attcollation <> k.collation_id)
            """;

    @Override
    public String isolation() {
        return "(select current_setting('transaction_isolation'))";
    }

    /** PostgreSQL treats READ UNCOMMITTED as READ COMMITTED (manual, section 13.2). */
    @Override
    public boolean readsCurrent(String isolation, boolean ownTransaction) {
        return ownTransaction || isolation.startsWith("read ");
    }

    @Override
    public String lockClause() {
        return "for no key update";
    }

    /** Unlike {@code now()}, this moves inside a transaction (manual, section 9.9.5). */
    @Override
    public String currentTime() {
        return "clock_timestamp()";
    }

    @Override
    public boolean takesArrays() {
        return true;
    }

    @Override
    public boolean errorEndsTransaction() {
        return true;
    }

    @Override
    public String lockTimeout() {
        return "current_setting('lock_timeout')";
    }

    @Override
    public String lockTimeout(String time, boolean inTransaction) {
        return "select set_config('lock_timeout', '%s', %s)".formatted(time, inTransaction);
    }

    @Override
    public Optional<String> settleDeferred() {
        return Optional.of("set constraints all immediate");
    }

    @Override
    public List<String> searchPath(Connection connection) throws SQLException {
        List<String> schemas = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select unnest(current_schemas(true))")) {
            while (found.next()) {
                schemas.add(found.getString(1));
            }
        }
        return schemas;
    }

    @Override
    public TableFacts facts(Connection connection, String schema, String table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TABLE)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                String target = found.getString("relkind").equals("r") ? "only " : "";
                return new TableFacts(
                        keys(connection, found.getLong("oid")),
                        found.getBoolean("triggers"),
                        found.getBoolean("rules"),
                        found.getBoolean("has_children"),
                        found.getBoolean("waits"),
                        target);
            }
        }
    }

    @Override
    public Column resolve(Connection connection, String schema, String table, Column column) throws SQLException {
        if (column.jdbcType() != Types.DISTINCT) {
            return column;
        }
        try (PreparedStatement statement = connection.prepareStatement(BASE_TYPE)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            statement.setString(3, column.name());
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                String base = found.getString(1);
                return column.ofType(JDBC_TYPES.getOrDefault(base, Types.OTHER), base);
            }
        }
    }

    private static Set<Set<String>> keys(Connection connection, long table) throws SQLException {
        Set<Set<String>> keys = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(KEYS)) {
            statement.setLong(1, table);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    Array columns = found.getArray(1);
                    keys.add(new TreeSet<>(List.of((String[]) columns.getArray())));
                }
            }
        }
        return keys;
    }

    /**
     * Sends text for a column that is not text (uuid, jsonb, an enum), and the text of an array, without a type, so that
     * the server reads it as the column's.
     */
    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Object value, Column column)
            throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else if (value instanceof String && !TEXT_TYPES.contains(column.typeName())) {
            statement.setObject(index, value, Types.OTHER);
        } else if (value instanceof Collection<?> elements) {
            statement.setObject(index, PostgresArray.literal(elements), Types.OTHER);
        } else {
            statement.setObject(index, value);
        }
    }
}
