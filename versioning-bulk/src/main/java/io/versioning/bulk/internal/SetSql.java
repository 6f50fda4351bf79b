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
     * Writes the rows that are at their versions, and tells the ordinals of these, from 1. The rows are locked in the order
     * of the input: by an index that is looked up for one after the other, on a large table; on a small one, where the planner
     * would rather read all of it, by locks that are taken before.
     *
     * @param withTransaction whether two rows more tell numbers: that of ordinal 0 the one of the transaction, which is null
     *     if nothing was written or locked, and that of ordinal -1 when the server was started
     */
    String write(Shape shape, boolean withTransaction) {
        String write = write(shape, isLarge ? versioned(shape.columns()) : "v");
        if (!withTransaction) {
            return isLarge ? write : "with " + lockedInOrder(shape) + "\n" + write;
        }
        return """
                with %swritten (ord) as (
                %s)
                select ord, null::bigint from written
                union all
                select 0, pg_current_xact_id_if_assigned()::text::bigint
                union all
                select -1, %s""".formatted(isLarge ? "" : lockedInOrder(shape) + ",\n", write, ServerEpoch.STARTED);
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
        return input(keyPlaceholders(), keyNames());
    }

    private String versioned(List<Column> columns) {
        return input(
                Stream.of(
                                keyPlaceholders(),
                                Stream.of(types.of(table.version()).placeholder()),
                                columns.stream().map(column -> types.of(column).placeholder()))
                        .flatMap(all -> all),
                Stream.of(
                                keyNames(),
                                Stream.of("version"),
                                IntStream.rangeClosed(1, columns.size()).mapToObj(number -> "c" + number))
                        .flatMap(all -> all));
    }

    private Stream<String> keyPlaceholders() {
        return table.ids().stream().map(id -> types.of(id).placeholder());
    }

    private Stream<String> keyNames() {
        return IntStream.rangeClosed(1, table.ids().size()).mapToObj(number -> "k" + number);
    }

    private static String input(Stream<String> placeholders, Stream<String> names) {
        return "unnest(%s)\n       with ordinality as v(%s, ord)"
                .formatted(placeholders.collect(Collectors.joining(", ")), names.collect(Collectors.joining(", ")));
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
