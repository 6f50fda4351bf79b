package io.versioning.benchmarks.bulk;

import java.util.Locale;

/** Numbers as people read them. */
final class Numbers {

    private static final int THOUSAND = 1_000;
    private static final int MILLION = 1_000_000;

    private Numbers() {}

    /** {@code 100}, {@code 10k}, {@code 1M}. */
    static String rows(int rows) {
        if (rows >= MILLION) {
            return rows / MILLION + "M";
        }
        return rows >= THOUSAND ? rows / THOUSAND + "k" : String.valueOf(rows);
    }

    /** Three digits that count. */
    static String three(double value) {
        double magnitude = Math.abs(value);
        if (magnitude >= 100) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        return String.format(Locale.ROOT, magnitude >= 10 ? "%.1f" : "%.2f", value);
    }
}
