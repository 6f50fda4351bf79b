package io.versioning.bulk.internal;

import io.versioning.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows as they are made ready to be written, in input order. Not thread-safe. */
final class Planned {

    private final List<BulkRow> rows;
    private final Map<Integer, Outcome> judged = new HashMap<>();
    private @Nullable IllegalArgumentException broken;

    Planned(int most) {
        rows = new ArrayList<>(most);
    }

    /** How many rows are to have an outcome. */
    int size() {
        return rows.size() + judged.size();
    }

    void add(BulkRow row) {
        rows.add(row);
    }

    /** A row that is not to be written. */
    void add(Outcome outcome) {
        judged.put(size(), outcome);
    }

    /** The next row can't be written. */
    void breakBy(IllegalArgumentException why) {
        broken = why;
    }

    /** The rows that are to be written. */
    List<BulkRow> rows() {
        return rows;
    }

    /** Why the row after these can't be written; null if there is none. */
    @Nullable
    IllegalArgumentException broken() {
        return broken;
    }

    /** Outcomes for all rows, with what is known already. */
    Outcomes outcomes() {
        Outcomes outcomes = new Outcomes(size());
        judged.forEach(outcomes::put);
        return outcomes;
    }
}
