package io.versioning.testkit.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A sequence of calls on a few rows.
 *
 * @param calls the calls
 */
public record Script(List<Call> calls) {

    static final int ROWS = 3;
    private static final int MOST_CALLS = 12;

    /**
     * Copies the calls.
     *
     * @param calls the calls
     */
    public Script {
        calls = List.copyOf(calls);
    }

    /** What a call does. */
    public enum Action {
        /** Inserts the row. */
        INSERT,
        /** Updates the row to a new state. */
        UPDATE,
        /** Advances the row's version. */
        TOUCH,
        /** Deletes the row. */
        DELETE,
        /** Updates the row in a transaction that rolls back. */
        UPDATE_AND_ROLL_BACK
    }

    /**
     * One call.
     *
     * @param action what it does
     * @param row the row's number
     * @param offset how far the expected version is from the one that is there; from 0 if there is no row
     * @param state the number of the new state
     */
    public record Call(Action action, int row, int offset, int state) {

        long expected(long actual) {
            return Math.max(0, actual + offset);
        }
    }

    /**
     * Generates scripts.
     *
     * @return scripts in which most calls expect the right version
     */
    public static Arbitrary<Script> arbitrary() {
        Arbitrary<Integer> offsets = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(0)),
                Tuple.of(1, Arbitraries.integers().between(-2, 2)));
        return Combinators.combine(
                        Arbitraries.of(Action.class),
                        Arbitraries.integers().between(0, ROWS - 1),
                        offsets,
                        Arbitraries.integers().between(0, 999_999))
                .as(Call::new)
                .list()
                .ofMaxSize(MOST_CALLS)
                .map(Script::new);
    }

    /**
     * Plays the script in memory.
     *
     * @return what became of each call, and the rows at the end
     */
    public List<String> inTheModel() {
        Map<Integer, ModelRow> rows = new HashMap<>();
        List<String> transcript = new ArrayList<>();
        for (Call call : calls) {
            transcript.add(play(call, rows));
        }
        for (int row = 0; row < ROWS; row++) {
            transcript.add(Transcript.row(rows.get(row)));
        }
        return transcript;
    }

    private static String play(Call call, Map<Integer, ModelRow> rows) {
        ModelRow there = rows.get(call.row());
        if (call.action() == Action.INSERT) {
            if (there != null) {
                return Transcript.TAKEN;
            }
            rows.put(call.row(), new ModelRow(1, call.state()));
            return Transcript.applied(1);
        }
        long expected = call.expected(there == null ? 0 : there.version());
        if (there == null) {
            return Transcript.missing(expected);
        } else if (there.version() != expected) {
            return Transcript.stale(expected, there.version());
        }
        switch (call.action()) {
            case UPDATE -> rows.put(call.row(), new ModelRow(expected + 1, call.state()));
            case TOUCH -> rows.put(call.row(), new ModelRow(expected + 1, there.state()));
            case DELETE -> rows.remove(call.row());
            default -> {
                // rolled back
            }
        }
        return call.action() == Action.DELETE ? Transcript.DELETED : Transcript.applied(expected + 1);
    }

    /** A row of the model. */
    record ModelRow(long version, int state) {}
}
