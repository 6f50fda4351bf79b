package io.versioning.testkit.model;

import io.versioning.testkit.BulkRows.Action;
import io.versioning.testkit.BulkRows.Way;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A few rows, and changes of them that go into one bulk.
 *
 * @param starts the version of each row before it; negative for a row that is not there
 * @param entries the changes
 * @param way how the bulk goes about it
 */
public record BulkScript(List<Long> starts, List<Entry> entries, Way way) {

    private static final int ROWS = 6;
    private static final int MOST_ENTRIES = 30;
    private static final long GONE = -1;

    /**
     * Copies the lists.
     *
     * @param starts the version of each row
     * @param entries the changes
     * @param way how the bulk goes about it
     */
    public BulkScript {
        starts = List.copyOf(starts);
        entries = List.copyOf(entries);
    }

    /**
     * One change.
     *
     * @param action what it does
     * @param row the row's number
     * @param offset how far the expected version is from the one at the start; from 0 if there is no row
     * @param valid whether the table takes the new state
     * @param state the number of the new state
     */
    public record Entry(Action action, int row, int offset, boolean valid, int state) {}

    /**
     * Tells whether a row is there at the start.
     *
     * @param row the row's number
     * @return true if so
     */
    boolean isThere(int row) {
        return starts.get(row) > GONE;
    }

    /** The version that a change expects, which is one that the column holds. */
    long expected(Entry entry, long largest) {
        return Math.min(largest, Math.max(0, Math.max(0, starts.get(entry.row())) + entry.offset()));
    }

    /**
     * Generates scripts.
     *
     * @param largest the largest version that the column holds
     * @param refusable whether there is a state that the table refuses
     * @return scripts of all sizes, with any mix of rows that are stale, gone, doubled and refused
     */
    public static Arbitrary<BulkScript> arbitrary(long largest, boolean refusable) {
        Arbitrary<Long> starts = Arbitraries.of(GONE, 0L, 1L, 1L, 1L, 7L, largest - 1, largest);
        Arbitrary<Integer> offsets =
                Arbitraries.frequency(Tuple.of(5, 0), Tuple.of(2, 1), Tuple.of(1, 2), Tuple.of(1, -1));
        Arbitrary<Boolean> valid =
                refusable ? Arbitraries.frequency(Tuple.of(9, true), Tuple.of(1, false)) : Arbitraries.just(true);
        Arbitrary<Entry> entries = Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(5, Action.UPDATE), Tuple.of(2, Action.TOUCH), Tuple.of(1, Action.DELETE)),
                        Arbitraries.integers().between(0, ROWS - 1),
                        offsets,
                        valid,
                        Arbitraries.integers().between(0, 999_999))
                .as(Entry::new);
        Arbitrary<Way> ways = Combinators.combine(
                        Arbitraries.of(1, 2, 3, 7, 1000),
                        Arbitraries.of(Way.Mode.class),
                        Arbitraries.of(false, false, true))
                .as(Way::new);
        return Combinators.combine(starts.list().ofSize(ROWS), entries.list().ofMaxSize(MOST_ENTRIES), ways)
                .as(BulkScript::new);
    }
}
