package io.versioning.bulk.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Parts of a chunk, each in the order of the ids, and each with all rows of an id that it has any of. */
final class Pieces {

    /** How many pieces a chunk falls into that has a bad row: so many are quicker than 2, and than all of them. */
    private static final int PIECES = 8;

    private Pieces() {}

    /** Splits rows into pieces of about the same size; into one, if they all have one id. */
    static List<List<BulkRow>> of(List<BulkRow> sorted, Comparator<BulkRow> order) {
        int size = Math.max(1, (sorted.size() + PIECES - 1) / PIECES);
        List<List<BulkRow>> pieces = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int to = Math.min(sorted.size(), from + size);
            while (to < sorted.size() && order.compare(sorted.get(to - 1), sorted.get(to)) == 0) {
                to++;
            }
            pieces.add(sorted.subList(from, to));
            from = to;
        }
        return pieces;
    }
}
