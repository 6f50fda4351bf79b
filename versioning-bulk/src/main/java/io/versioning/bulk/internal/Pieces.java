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
        return ofSize(Math.max(1, (sorted.size() + PIECES - 1) / PIECES), sorted, order);
    }

    /** Splits rows into those before a bad one, those of its id, and those behind, where the next may be as far away. */
    static List<List<BulkRow>> around(List<BulkRow> sorted, int ordinal, Comparator<BulkRow> order) {
        int from = firstOf(ordinal, sorted, order);
        int to = ordinal + 1;
        while (to < sorted.size() && isSame(sorted, to, ordinal, order)) {
            to++;
        }
        List<List<BulkRow>> pieces = new ArrayList<>();
        if (from > 0) {
            pieces.add(sorted.subList(0, from));
        }
        pieces.add(sorted.subList(from, to));
        pieces.addAll(ofSize(PIECES * to, sorted.subList(to, sorted.size()), order));
        return pieces;
    }

    /** The ordinal of the first row that has the id of this one. */
    static int firstOf(int ordinal, List<BulkRow> sorted, Comparator<BulkRow> order) {
        int first = ordinal;
        while (first > 0 && isSame(sorted, first - 1, ordinal, order)) {
            first--;
        }
        return first;
    }

    /** Whether no other row has the id of this one. */
    static boolean isAlone(int ordinal, List<BulkRow> sorted, Comparator<BulkRow> order) {
        return (ordinal == 0 || !isSame(sorted, ordinal - 1, ordinal, order))
                && (ordinal == sorted.size() - 1 || !isSame(sorted, ordinal, ordinal + 1, order));
    }

    private static List<List<BulkRow>> ofSize(int size, List<BulkRow> sorted, Comparator<BulkRow> order) {
        List<List<BulkRow>> pieces = new ArrayList<>();
        int from = 0;
        while (from < sorted.size()) {
            int to = Math.min(sorted.size(), from + size);
            while (to < sorted.size() && isSame(sorted, to - 1, to, order)) {
                to++;
            }
            pieces.add(sorted.subList(from, to));
            from = to;
        }
        return pieces;
    }

    private static boolean isSame(List<BulkRow> rows, int one, int other, Comparator<BulkRow> order) {
        return order.compare(rows.get(one), rows.get(other)) == 0;
    }
}
