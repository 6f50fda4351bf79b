package io.versioning.benchmarks.bulk;

import java.util.function.IntFunction;

/** What a way of writing says of the rows of one call. */
sealed interface Answer {

    /** A verdict for each row, by its position in the input. */
    record PerRow(IntFunction<Verdict> verdict) implements Answer {}

    /** How many rows were written, and no word on which: what the floor can say. */
    record Counted(int written) implements Answer {}

    /** The verdicts of an array. */
    static Answer of(Verdict[] verdicts) {
        return new PerRow(position -> verdicts[position]);
    }
}
