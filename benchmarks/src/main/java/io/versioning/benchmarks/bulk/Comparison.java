package io.versioning.benchmarks.bulk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Measures ways side by side on one table: in each round every way has its turn, and who begins changes from round to
 * round. Each gets rows that are drawn anew, and a table that was just vacuumed; what it answers, and what the table holds
 * then, is compared with the books.
 */
final class Comparison implements AutoCloseable {

    /** Large calls compile what is done for each row, and small ones what is done for each call. */
    private static final List<Cell> WARM_UP = List.of(Cell.of(100_000, 1_000, 5), Cell.of(100_000, 10, 5));

    /** So many rounds let also Hibernate and jOOQ settle, of which a call runs far more code than of the others. */
    private static final int WARM_UP_ROUNDS = 10;

    private final Database database;
    private final Effort effort;
    private final AssignmentTable table;
    private final Bookkeeping books;
    private final Meter meter;
    private final List<WayOfWriting> ways;

    private Comparison(
            Database database, Effort effort, AssignmentTable table, Bookkeeping books, List<WayOfWriting> ways) {
        this.database = database;
        this.effort = effort;
        this.table = table;
        this.books = books;
        this.meter = new Meter(database);
        this.ways = ways;
    }

    /** Makes a table, and opens the ways on it. */
    static Comparison on(Database database, int tableRows, Set<Way> ways, Effort effort) throws SQLException {
        AssignmentTable table = AssignmentTable.create(database, tableRows);
        return new Comparison(database, effort, table, new Bookkeeping(tableRows), Ways.open(database, ways));
    }

    /** Lets the ways run until they are compiled; not counted. */
    static void warmUp(Database database, Set<Way> ways, Effort effort) throws SQLException {
        for (Cell cell : WARM_UP) {
            try (Comparison comparison = on(database, cell.tableRows(), ways, effort)) {
                for (int round = 0; round < WARM_UP_ROUNDS; round++) {
                    List<Round> unused = comparison.round(cell, round);
                }
            }
        }
    }

    /** Measures a cell. */
    List<Round> measure(Cell cell) throws SQLException {
        for (int round = 0; round < effort.warmUps(cell); round++) {
            List<Round> unused = round(cell, round);
        }
        List<Round> measured = new ArrayList<>();
        for (int round = 0; round < effort.rounds(cell); round++) {
            measured.addAll(round(cell, round));
        }
        return measured;
    }

    private List<Round> round(Cell cell, int round) throws SQLException {
        List<WayOfWriting> turn = new ArrayList<>(
                ways.stream().filter(way -> way.way().takes(cell.rows())).toList());
        Collections.rotate(turn, round);
        List<Round> measured = new ArrayList<>();
        for (WayOfWriting way : turn) {
            measured.add(measure(way, cell, round));
        }
        return measured;
    }

    private Round measure(WayOfWriting way, Cell cell, int round) throws SQLException {
        List<Batch> calls = new ArrayList<>();
        for (int call = 0; call < effort.calls(way.way(), cell); call++) {
            calls.add(cell.next(books));
        }
        way.prepare(calls);
        database.tidy();
        Round measured = meter.measure(way, cell, round, calls);
        way.tidy();
        table.verify(calls, books);
        return measured;
    }

    @Override
    public void close() throws SQLException {
        for (WayOfWriting way : ways) {
            way.close();
        }
    }
}
