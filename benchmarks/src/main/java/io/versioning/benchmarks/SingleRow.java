package io.versioning.benchmarks;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Measures single-row updates through the library against the bare framework, side by side in one run, and prints time and
 * bytes per call as ratios, with their error. Arguments: the databases, {@code h2} and {@code postgres} unless said.
 */
public final class SingleRow {

    private static final int FORKS = 5;
    private static final int ITERATIONS = 3;
    private static final TimeValue ITERATION = TimeValue.seconds(2);
    private static final String BYTES = "gc.alloc.rate.norm";

    private SingleRow() {}

    /** Measures and prints. */
    public static void main(String[] args) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include("\\.(Jdbc|Jooq|Jpa)Update\\.")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .warmupIterations(ITERATIONS)
                .warmupTime(ITERATION)
                .measurementIterations(ITERATIONS)
                .measurementTime(ITERATION)
                .forks(FORKS)
                .addProfiler(GCProfiler.class);
        if (args.length > 0) {
            options.param("databaseName", args);
        }
        print(new Runner(options.build()).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Map<String, RunResult>> groups = results.stream()
                .collect(Collectors.groupingBy(
                        SingleRow::group,
                        TreeMap::new,
                        Collectors.toMap(
                                result -> name(result).substring(name(result).indexOf('.') + 1), r -> r)));
        System.out.printf(
                "%n%-22s %-10s %14s %22s %22s%n", "update", "against", "us per call", "time, ratio", "bytes, ratio");
        groups.forEach((group, ways) -> {
            RunResult bare = ways.get("bare");
            for (String way : List.of("bareAgain", "library")) {
                if (bare != null && ways.containsKey(way)) {
                    RunResult result = ways.get(way);
                    System.out.printf(
                            Locale.ROOT,
                            "%-22s %-10s %14.1f %22s %22s%n",
                            group,
                            way.equals("library") ? "bare" : "itself",
                            time(result).getScore(),
                            Ratio.of(time(result), time(bare)),
                            Ratio.of(bytes(result), bytes(bare)));
                }
            }
        });
        System.out.println("\n± is the half width of the 99.9 % interval; 'itself' is what noise alone makes of it.");
    }

    private static String name(RunResult result) {
        String benchmark = result.getParams().getBenchmark();
        return benchmark.substring(benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1) + 1);
    }

    private static String group(RunResult result) {
        String name = name(result);
        return name.substring(0, name.indexOf("Update")) + ", "
                + result.getParams().getParam("databaseName");
    }

    private static Result<?> time(RunResult result) {
        return result.getPrimaryResult();
    }

    private static Result<?> bytes(RunResult result) {
        return result.getSecondaryResults().entrySet().stream()
                .filter(secondary -> secondary.getKey().endsWith(BYTES))
                .map(Map.Entry::getValue)
                .min(Comparator.comparing(Result::getLabel))
                .orElseThrow();
    }
}
