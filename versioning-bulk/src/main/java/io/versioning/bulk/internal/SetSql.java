package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * PostgreSQL statements that treat many rows at once. The place holders of each are one array a column: the parts of the
 * key, then, where rows are written, the expected versions, then the columns of the shape. Immutable.
 *
 * @param table the table
 * @param types how its columns travel
 * @param isLarge whether the planner looks up its rows by the key's index, however many are asked for
 */
record SetSql(CheckedTable table, ArrayTypes types, boolean isLarge) {

    /** Counts rows that were written in this transaction (PostgreSQL manual, "The Cumulative Statistics System"). */
    static final String WRITES = """
            select pg_stat_get_xact_tuples_updated(t.id) + pg_stat_get_xact_tuples_deleted(t.id)
              from (select ?::regclass::oid) as t(id)""";

    /** The condition of a check constraint of the table, over its columns. */
    static final String CONDITION = """
            select pg_get_expr(conbin, conrelid)
              from pg_constraint
             where conrelid = ?::regclass and conname = ? and contype = 'c'""";

    private String write(Shape shape, String input) {
        return shape.deletes() ? delete(input) : update(shape, input);
    }

    private String update(Shape shape, String input) {
        List<String> sets = new ArrayList<>();
        for (int index = 0; index < shape.columns().size(); index++) {
            Column column = shape.columns().get(index);
            sets.add(column.quoted() + " = " + types.of(column).value("c" + (index + 1)));
        }
        for (Column clock : shape.clocks()) {
            sets.add(clock.quoted() + " = " + table.dialect().currentTime());
        }
        sets.add(version("") + " = " + version("t.") + " + 1");
        return """
                update %s as t
                   set %s
                  from %s
                 where %s
                   and %s = v.version
                returning v.ord""".formatted(table.target(), String.join(",\n       ", sets), input, sameKey(), version("t."));
    }

    private String delete(String input) {
        return """
                delete from %s as t
                 using %s
                 where %s
                   and %s = v.version
                returning v.ord""".formatted(table.target(), input, sameKey(), version("t."));
    }

    /**
     * Writes the rows that are at their versions, and answers with one row: the ordinals of these, from 1 and of four bytes
     * each, or null if there are none. The rows are locked in the order of the input: by an index that is looked up for one
     * after the other, on a large table; on a small one, where the planner would rather read all of it, by locks that are
     * taken before.
     *
     * @param withTransaction whether it goes on with the number of the transaction, which is null if nothing was written or
     *     locked, when the server was started, and the transaction's level
     */
    String write(Shape shape, boolean withTransaction) {
        return """
                with %swritten as (
                %s)
                select string_agg(int4send(ord), '')%s
                  from written""".formatted(
                        isLarge ? "" : lockedInOrder(shape) + ",\n",
                        write(shape, isLarge ? versioned(shape.columns()) : "v"),
                        withTransaction ? transaction() : "");
    }

    private String transaction() {
        return ", pg_current_xact_id_if_assigned()::text::bigint, " + ServerEpoch.STARTED + ", "
                + table.dialect().isolation();
    }

    /** How often a write names its rows: once, or also where it locks them. */
    int namings() {
        return isLarge ? 1 : 2;
    }

    private String lockedInOrder(Shape shape) {
        String input = versioned(shape.columns());
        return """
                v as materialized (
                  select v.*
                    from %s
                    join %s as t
                      on %s
                     and %s = v.version
                   order by v.ord
                     %s of t)""".formatted(
                input, table.target(), sameKey(), version("t."), table.dialect().lockClause());
    }

    /** Reads rows by their keys, each with its ordinal and the isolation level; absent ones are null. */
    String read(boolean withState) {
        return """
                select v.ord, %s, %s%s
                  from %s
                  left join %s as t
                    on %s""".formatted(
                        table.dialect().isolation(),
                        version("t."),
                        withState ? ", t.*" : "",
                        keys(),
                        table.target(),
                        sameKey());
    }

    /** Locks rows in the order of the input. */
    String lock() {
        return lock("");
    }

    /** Locks, in that order, what no other transaction has locked. */
    String lockUnlocked() {
        return lock(" skip locked");
    }

    private String lock(String option) {
        return """
                select v.ord
                  from %s
                  join %s as t
                    on %s
                 order by v.ord
                   %s of t%s""".formatted(keys(), table.target(), sameKey(), table.dialect().lockClause(), option);
    }

    /** Finds the rows that would be written, and for which a condition over the columns would be false then. */
    String violating(Shape shape, String condition) {
        String columns = table.columns().values().stream()
                .map(column -> (shape.columns().contains(column)
                                ? types.of(column).value("c" + (shape.columns().indexOf(column) + 1))
                                : "t." + column.quoted())
                        + " as " + column.quoted())
                .collect(Collectors.joining(", "));
        return """
                select versioning_ord
                  from (select v.ord as versioning_ord, %s
                          from %s
                          join %s as t
                            on %s
                           and %s = v.version) as x
                 where (%s) is false""".formatted(columns, versioned(shape.columns()), table.target(), sameKey(), version("t."), condition);
    }

    /** Tells which ids the database takes for the same, and their order: equal ranks are one id. */
    String ranks() {
        String order = IntStream.range(0, table.ids().size())
                .mapToObj(part -> collated(types.of(table.ids().get(part)), "v.k" + (part + 1)))
                .collect(Collectors.joining(", "));
        return """
                select v.ord, dense_rank() over (order by %s)
                  from %s""".formatted(order, keys());
    }

    private static String collated(ArrayType type, String name) {
        return type.collation() == null ? name : name + " collate " + type.collation();
    }

    private String keys() {
        return input(keyColumns());
    }

    private String versioned(List<Column> columns) {
        Stream<String> values =
                IntStream.range(0, columns.size()).mapToObj(at -> named(columns.get(at), "c" + (at + 1)));
        return input(Stream.concat(keyColumns(), Stream.concat(Stream.of(named(table.version(), "version")), values)));
    }

    private Stream<String> keyColumns() {
        return IntStream.range(0, table.ids().size())
                .mapToObj(part -> named(table.ids().get(part), "k" + (part + 1)));
    }

    private String named(Column column, String name) {
        return "unnest(%s) as %s".formatted(types.of(column).placeholder(), name);
    }

    /**
     * The input as rows with their ordinals, from 1. In a select list, arrays of one length are unnested row by row; as tables
     * they would all be written down first (PostgreSQL manual, "SQL Functions Returning Sets").
     */
    private static String input(Stream<String> columns) {
        return """
                (select %s,
                               unnest(array(select generate_series(1, ?))) as ord) as v""".formatted(columns.collect(Collectors.joining(",\n               ")));
    }

    private String sameKey() {
        return IntStream.range(0, table.ids().size())
                        .mapToObj(part -> "t." + table.ids().get(part).quoted() + " = v.k" + (part + 1))
                        .collect(Collectors.joining(" and "))
                + table.visibility().and("t.");
    }

    private String version(String alias) {
        return alias + table.version().quoted();
    }
}
