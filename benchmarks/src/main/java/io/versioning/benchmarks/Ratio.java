package io.versioning.benchmarks;

import java.util.Locale;
import org.openjdk.jmh.results.Result;

/**
 * One measured value against another one.
 *
 * @param value how many times as much
 * @param error the half width of its interval, from those of both
 */
record Ratio(double value, double error) {

    static Ratio of(Result<?> way, Result<?> against) {
        double value = way.getScore() / against.getScore();
        double relative =
                Math.hypot(way.getScoreError() / way.getScore(), against.getScoreError() / against.getScore());
        return new Ratio(value, value * relative);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.2f ± %.2f", value, error);
    }
}
