package io.versioning.benchmarks.bulk;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Measures a chunk of the library's that has bad rows against the same chunk without one, in turns. */
final class BadRows {

    private static final int TABLE = 100_000;
    private static final int CHUNK = 10_000;
    private static final int[] BAD = {0, 1, 100};

    /** Rows that fail take ways that no other rows take, and these have to be compiled as well. */
    private static final int WARM_UPS = 9;

    private BadRows() {}

    static List<Round> measure(Database database, Effort effort) throws SQLException {
        List<Round> measured = new ArrayList<>();
        AssignmentTable table = AssignmentTable.create(database, TABLE);
        Bookkeeping books = new Bookkeeping(TABLE);
        Meter meter = new Meter(database);
        try (Library library = new Library(database)) {
            Library inOneChunk = library.chunksOf(CHUNK);
            for (int round = -WARM_UPS; round < effort.rounds(); round++) {
                for (int turn = 0; turn < BAD.length; turn++) {
                    Cell cell = Cell.withBad(TABLE, CHUNK, BAD[Math.floorMod(round + turn, BAD.length)]);
                    List<Batch> calls = calls(cell, books, effort);
                    database.tidy();
                    Round one = meter.measure(inOneChunk, cell, round, calls);
                    table.verify(calls, books);
                    if (round >= 0) {
                        measured.add(one);
                    }
                }
            }
        }
        return measured;
    }

    private static List<Batch> calls(Cell cell, Bookkeeping books, Effort effort) {
        List<Batch> calls = new ArrayList<>();
        for (int call = 0; call < effort.calls(Way.LIBRARY, cell); call++) {
            calls.add(cell.next(books));
        }
        return calls;
    }
}
