package io.versioning.benchmarks.bulk;

/**
 * What is written in one measurement.
 *
 * @param tableRows how many rows the table has
 * @param rows how many of them a call writes
 * @param stalePercent how many of a hundred of these are stale
 * @param bad how many of these the table refuses
 * @param chunk how many rows are written at once
 */
record Cell(int tableRows, int rows, int stalePercent, int bad, int chunk) {

    private static final int CHUNK = 1_000;

    static Cell of(int tableRows, int rows, int stalePercent) {
        return new Cell(tableRows, rows, stalePercent, 0, CHUNK);
    }

    /** A chunk that has bad rows, or none, to compare with. */
    static Cell withBad(int tableRows, int rows, int bad) {
        return new Cell(tableRows, rows, 0, bad, rows);
    }

    boolean isOfOneChunk() {
        return chunk != CHUNK;
    }

    Batch next(Bookkeeping books) {
        return books.next(rows, stalePercent, bad);
    }

    @Override
    public String toString() {
        String described =
                Numbers.rows(rows) + " of " + Numbers.rows(tableRows) + " rows, " + stalePercent + " % stale";
        return isOfOneChunk() ? described + ", one chunk, " + bad + " bad" : described;
    }
}
