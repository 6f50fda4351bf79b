package io.versioning.benchmarks.bulk;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A run as lines of a terminal. */
final class Printout {

    private Printout() {}

    static void print(Run run) {
        System.out.println();
        for (Cell cell : run.cells()) {
            System.out.printf(
                    "%-50s %24s %8s %8s %8s %22s %7s%n",
                    run.title() + ": " + cell, "us per row: cost", "client", "thread", "server", "elapsed", "bytes");
            for (Way way : Way.values()) {
                if (!run.of(cell, way).isEmpty()) {
                    print(way, run.of(cell, way));
                }
            }
        }
        System.out.printf("%n%-82s %-22s %-16s%n", run.title() + ": name", "measured", "target (stretch)");
        Checks.of(run)
                .forEach(check -> System.out.printf(
                        "%-82s %-22s %-16s %s%n", check.name(), check.measured(), check.target(), check.result()));
    }

    private static void print(Way way, List<Round> rounds) {
        System.out.printf(
                "  %-48s %24s %8s %8s %8s %22s %7.0f%n",
                way.title(),
                Spread.of(rounds, Round::cost),
                median(rounds, Round::client),
                median(rounds, Round::thread),
                median(rounds, Round::server),
                Spread.of(rounds, Round::wall),
                Spread.of(rounds, Round::bytesPerRow).median());
    }

    private static String median(List<Round> rounds, ToDoubleFunction<Round> what) {
        return Numbers.three(Spread.of(rounds, what).median());
    }
}
