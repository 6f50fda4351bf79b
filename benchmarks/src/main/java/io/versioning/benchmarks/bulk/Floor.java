package io.versioning.benchmarks.bulk;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * The least that the server has to do: the changes lie in a temporary table already, sorted and analyzed, and what is
 * measured is one UPDATE for all rows of a call, and COMMIT. It tells how many rows were written, and not which. With
 * several plans, of which the best one counts.
 */
final class Floor implements WayOfWriting {

    private static final String LOAD = """
            insert into %s
            select * from unnest(?::bigint[], ?::integer[], ?::numeric[], ?::text[])""";

    private static final String UPDATE = """
            update resource_assignment as t
               set allocation = c.allocation, note = c.note, version = t.version + 1
              from %s as c
             where t.id = c.id and t.version = c.version""";

    private final Way way;
    private final Connection connection;
    private final Deque<String> tables = new ArrayDeque<>();
    private int number;
    private int dropped;

    Floor(Database database, Way way) throws SQLException {
        this.way = way;
        this.connection = database.source().getConnection();
        for (String off : off(way)) {
            execute("set " + off + " = off");
        }
        connection.setAutoCommit(false);
    }

    private static List<String> off(Way way) {
        return switch (way) {
            case FLOOR_NESTED -> List.of("enable_hashjoin", "enable_mergejoin");
            case FLOOR_HASH -> List.of("enable_nestloop", "enable_mergejoin");
            default -> List.of();
        };
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public void prepare(List<Batch> calls) throws SQLException {
        for (Batch call : calls) {
            String table = "floor_" + number++;
            execute("create temp table " + table + "(id bigint, version integer, allocation numeric, note text)");
            load(table, call.changes());
            execute("analyze " + table);
            tables.addLast(table);
        }
        connection.commit();
    }

    private void load(String table, List<Change> changes) throws SQLException {
        List<Change> sorted =
                changes.stream().sorted(Comparator.comparingLong(Change::id)).toList();
        try (PreparedStatement insert = connection.prepareStatement(LOAD.formatted(table))) {
            insert.setArray(1, array("int8", sorted.stream().map(Change::id).toArray(Long[]::new)));
            insert.setArray(
                    2, array("int4", sorted.stream().map(Change::expected).toArray(Integer[]::new)));
            insert.setArray(
                    3, array("numeric", sorted.stream().map(Change::allocation).toArray(BigDecimal[]::new)));
            insert.setArray(4, array("text", sorted.stream().map(Change::note).toArray(String[]::new)));
            int unused = insert.executeUpdate();
        }
    }

    private Array array(String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }

    @Override
    public Answer apply(List<Change> changes) throws SQLException {
        try (Statement update = connection.createStatement()) {
            int written = update.executeUpdate(UPDATE.formatted(tables.removeFirst()));
            connection.commit();
            return new Answer.Counted(written);
        }
    }

    /** Drops what is behind. */
    @Override
    public void tidy() throws SQLException {
        for (int done = dropped; done < number; done++) {
            execute("drop table floor_" + done);
        }
        dropped = number;
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean unused = statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
