package io.versioning.bulk.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of one id one after the other: of several rows with one id a statement would write any one of them, without a
 * word.
 */
final class Waves {

    private Waves() {}

    /**
     * Splits rows so that no id is twice in one wave.
     *
     * @param sorted rows in the order of their ids, and those of one id in input order
     * @param order tells ids apart
     * @return the waves, each in the order of the ids
     */
    static List<List<BulkRow>> of(List<BulkRow> sorted, Comparator<BulkRow> order) {
        if (!hasTwice(sorted, order)) {
            return List.of(sorted);
        }
        List<List<BulkRow>> waves = new ArrayList<>();
        int occurrence = 0;
        BulkRow before = null;
        for (BulkRow row : sorted) {
            occurrence = before != null && order.compare(before, row) == 0 ? occurrence + 1 : 0;
            if (occurrence == waves.size()) {
                waves.add(new ArrayList<>(occurrence == 0 ? sorted.size() : 1));
            }
            waves.get(occurrence).add(row);
            before = row;
        }
        return waves;
    }

    private static boolean hasTwice(List<BulkRow> sorted, Comparator<BulkRow> order) {
        for (int next = 1; next < sorted.size(); next++) {
            if (order.compare(sorted.get(next - 1), sorted.get(next)) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether rows have more than one shape. */
    static boolean haveSeveralShapes(List<BulkRow> rows) {
        Shape first = rows.get(0).shape();
        for (BulkRow row : rows) {
            if (row.shape() != first) {
                return true;
            }
        }
        return false;
    }

    /** Splits rows by shape, which keep their order. */
    static Map<Shape, List<BulkRow>> byShape(List<BulkRow> rows) {
        if (!haveSeveralShapes(rows)) {
            return Map.of(rows.get(0).shape(), rows);
        }
        Map<Shape, List<BulkRow>> shapes = new LinkedHashMap<>();
        for (BulkRow row : rows) {
            shapes.computeIfAbsent(row.shape(), unknown -> new ArrayList<>()).add(row);
        }
        return shapes;
    }
}
