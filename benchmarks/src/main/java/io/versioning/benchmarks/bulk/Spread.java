package io.versioning.benchmarks.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The middle of what several rounds gave, and how far they lie apart.
 *
 * @param median half of them are less
 * @param least the smallest one
 * @param most the largest one
 */
record Spread(double median, double least, double most) {

    static Spread of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** Of something that each round has. */
    static Spread of(List<Round> rounds, ToDoubleFunction<Round> what) {
        return of(rounds.stream().mapToDouble(what).toArray());
    }

    /** How many times as much the one took as the other, round by round, for they ran side by side. */
    static Spread ratio(List<Round> one, List<Round> other, ToDoubleFunction<Round> what) {
        int rounds = Math.min(one.size(), other.size());
        double[] ratios = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            ratios[round] = what.applyAsDouble(one.get(round)) / what.applyAsDouble(other.get(round));
        }
        return of(ratios);
    }

    @Override
    public String toString() {
        return "%s (%s..%s)".formatted(Numbers.three(median), Numbers.three(least), Numbers.three(most));
    }
}
