package io.versioning.benchmarks.bulk;

import java.util.BitSet;
import java.util.List;

/**
 * The changes of one call, and what must become of them.
 *
 * @param changes the changes
 * @param actual by position, the version of the row after the call
 * @param stale the positions of changes whose expected version does not hold
 * @param bad the positions of changes that the table refuses
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody
record Batch(List<Change> changes, int[] actual, BitSet stale, BitSet bad) {

    int rows() {
        return changes.size();
    }

    /**
     * Requires that an answer is right in each row.
     *
     * @throws IllegalStateException if it is not, naming the first row that is wrong
     */
    void verify(Way way, Answer answer) {
        if (answer instanceof Answer.Counted counted) {
            require(way, -1, written(), counted.written());
        } else if (answer instanceof Answer.PerRow perRow) {
            for (int position = 0; position < rows(); position++) {
                require(way, position, expected(position), perRow.verdict().apply(position));
            }
        }
    }

    private int written() {
        return rows() - stale.cardinality() - bad.cardinality();
    }

    private Verdict expected(int position) {
        if (stale.get(position)) {
            State state = State.of(changes.get(position).id(), actual[position]);
            return new Verdict.Stale(actual[position], state);
        }
        return bad.get(position) ? new Verdict.Refused("23514") : new Verdict.Written(actual[position]);
    }

    private static void require(Way way, int position, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException(
                    way.code() + ", row " + position + ": should be " + expected + " and is " + found);
        }
    }
}
