package io.versioning.bulk.internal;

import java.util.List;

/** A way of writing rows that gives an outcome to each of them. Not thread-safe. */
interface RowsWriter {

    /**
     * Writes rows, unless it has ended; then they are not attempted.
     *
     * @param rows the rows, in the order in which those of one id take effect
     */
    void write(List<BulkRow> rows);

    /** Whether nothing more can be written, with whatever rows. */
    boolean isEnded();
}
