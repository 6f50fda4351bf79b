package io.versioning.benchmarks.bulk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/** The page that shows runs: what was reached, what each way takes, on which machine, and how to repeat it. */
final class PerformancePage {

    private static final int PICTURED_TABLE = 100_000;
    private static final int PICTURED_STALE = 5;

    private final List<String> lines = new ArrayList<>();

    private PerformancePage() {}

    /** The page, in Markdown. */
    static List<String> of(Map<String, Run> runs) {
        PerformancePage page = new PerformancePage();
        page.introduce();
        runs.forEach(page::add);
        page.tellHow();
        return page.lines;
    }

    private void introduce() {
        add("""
                # Performance

                What does a bulk cost, and against what? This page is written by a program: see [how](#how-it-was-measured).

                Each way of writing does the same: it tells of every row what became of it, and for every row that lost its
                actual version and its current state; every answer, and the table, is compared with what the program knows.
                Only the floor, which is the least that the server has to do, tells nothing.

                Read the ratios. They are taken round by round, of ways that ran side by side; a number is the median of the
                rounds, and behind it stand the smallest and the largest. The judge is processor time, of client and server
                together; elapsed time stands beside it.""");
    }

    private void add(String code, Run run) {
        add("\n## " + run.title() + "\n");
        if (!run.isCpuKnown()) {
            add("**The processor time of the server is not known on this machine: elapsed time is the judge here.**\n");
        }
        List<CostPicture.Line> picture = pictured(run);
        if (!picture.isEmpty()) {
            add("![Cost of a row against the number of rows, " + run.title() + "](performance/" + code + ".svg)\n");
        }
        checks(run);
        run.cells().stream()
                .filter(cell -> !cell.isOfOneChunk())
                .map(cell -> new Table(cell.tableRows(), cell.stalePercent()))
                .distinct()
                .forEach(table -> table(run, table));
        single(run);
        badRows(run);
        facts(run);
    }

    /** What is shown in one table. */
    private record Table(int rows, int stalePercent) {
        boolean holds(Cell cell) {
            return !cell.isOfOneChunk() && cell.tableRows() == rows && cell.stalePercent() == stalePercent;
        }
    }

    private void checks(Run run) {
        List<Check> checks = Checks.of(run);
        if (!checks.isEmpty()) {
            add("| " + run.title() + ", ratio | measured | target (stretch) | |\n| --- | --- | --- | --- |");
            checks.forEach(check -> add("| %s | %s | %s | %s |"
                    .formatted(
                            check.name(),
                            check.measured(),
                            check.target(),
                            check.result() == Check.Result.MISSED ? "**missed**" : check.result())));
            add("");
        }
    }

    private void table(Run run, Table table) {
        List<Cell> cells = run.cells().stream().filter(table::holds).toList();
        add("\n### %s, table of %s rows, %d %% stale\n"
                .formatted(run.title(), Numbers.rows(table.rows()), table.stalePercent()));
        add("Processor time of client and server / elapsed time, in microseconds a row, by rows in a call:\n");
        values(run, cells, (cell, rounds) -> micros(rounds, Round::cost) + " / " + micros(rounds, Round::wall));
        add("\nHow many times the processor time of versioning-bulk, round by round:\n");
        values(run, cells, (cell, rounds) -> {
            List<Round> ours = run.of(cell, Way.LIBRARY);
            return ours.isEmpty()
                    ? "-"
                    : Spread.ratio(rounds, ours, Round::cost).toString();
        });
        add("\nBytes a row that the calling thread allocates:\n");
        values(
                run,
                cells,
                (cell, rounds) ->
                        "%.0f".formatted(Spread.of(rounds, Round::bytesPerRow).median()));
    }

    private void values(Run run, List<Cell> cells, BiFunction<Cell, List<Round>, String> value) {
        StringBuilder head = new StringBuilder("| way |");
        cells.forEach(cell -> head.append(' ').append(Numbers.rows(cell.rows())).append(" |"));
        add(head.toString());
        add("| --- |" + " ---: |".repeat(cells.size()));
        for (Way way : Way.values()) {
            if (cells.stream().anyMatch(cell -> !run.of(cell, way).isEmpty())) {
                StringBuilder row = new StringBuilder("| " + way.title() + " |");
                for (Cell cell : cells) {
                    List<Round> rounds = run.of(cell, way);
                    row.append(' ')
                            .append(rounds.isEmpty() ? "-" : value.apply(cell, rounds))
                            .append(" |");
                }
                add(
                        way == Way.LIBRARY
                                ? row.toString().replace(way.title(), "**" + way.title() + "**")
                                : row.toString());
            }
        }
    }

    private void single(Run run) {
        run.cells().stream().filter(cell -> cell.rows() == 1).forEach(cell -> {
            add("\n### " + run.title() + ", one row in a call, of " + Numbers.rows(cell.tableRows()) + "\n");
            add("| way | elapsed, median call, us | 99th percentile |\n| --- | ---: | ---: |");
            for (Way way : Way.values()) {
                List<Round> rounds = run.of(cell, way);
                if (!rounds.isEmpty()) {
                    add("| %s | %s | %s |"
                            .formatted(
                                    way.title(),
                                    micros(rounds, round -> round.medianCallNanos() / 1_000.0),
                                    micros(rounds, round -> round.slowCallNanos() / 1_000.0)));
                }
            }
        });
    }

    private void badRows(Run run) {
        List<Cell> cells = run.cells().stream().filter(Cell::isOfOneChunk).toList();
        if (!cells.isEmpty()) {
            add("\n### " + run.title() + ", chunks of 10k with rows that a constraint refuses\n");
            add("| bad rows | processor time, us a row | elapsed |\n| ---: | ---: | ---: |");
            cells.stream().sorted((a, b) -> a.bad() - b.bad()).forEach(cell -> {
                List<Round> rounds = run.of(cell, Way.LIBRARY);
                add("| %d | %s | %s |".formatted(cell.bad(), micros(rounds, Round::cost), micros(rounds, Round::wall)));
            });
        }
    }

    private void facts(Run run) {
        add("\n### " + run.title() + ", measured with\n");
        add("| | |\n| --- | --- |");
        run.facts().forEach((name, value) -> add("| " + name + " | " + value + " |"));
    }

    private void tellHow() {
        add("""

                ## How it was measured

                | what | command |
                | --- | --- |
                | the most important of it, into `benchmarks/target/performance` | `mvn -B -ntp -q -pl benchmarks -am compile exec:exec -Dbenchmark=io.versioning.benchmarks.bulk.BulkComparison -Dbenchmark.args="postgres quick"` |
                | all of it, into `docs` | the same with `"postgres full"` or `"h2 full"` |
                | on PostgreSQL 18 | the same with `-Dpostgres-binaries.version=18.6.0` |
                | this page from the files under `docs/performance` | the same with `"page into=../docs"` |

                The ways, and what each commits:
                """);
        add("| way | how | at most |\n| --- | --- | ---: |");
        Arrays.stream(Way.values())
                .forEach(way -> add("| %s | %s | %s |".formatted(way.title(), way.how(), Numbers.rows(way.largest()))));
        add("""

                - Rows are drawn anew for each call, in random order, the stale ones spread among them. Between measurements
                  the table is vacuumed and analyzed, and the heap of the client is collected; autovacuum is off.
                - fsync, full_page_writes and synchronous_commit are on.
                - In each round every way has its turn, and who begins changes. A way of few rows makes many calls in a round.
                  Before the first round that counts, all ways have run until they are compiled and their plans are settled.
                - The processor time of the client is that of its whole process, with its compiler and its collector. That
                  of the server is the sum over its processes, from `/proc`: on Linux only. Elsewhere elapsed time is the
                  judge, and the page says so.
                - The slow ways stop at fewer rows: a dash.""");
    }

    /** The lines of the picture: the floor with its best plan only. */
    static List<CostPicture.Line> pictured(Run run) {
        List<CostPicture.Line> picture = new ArrayList<>();
        for (Way way : Way.values()) {
            List<CostPicture.Point> points = run.cells().stream()
                    .filter(PerformancePage::isPictured)
                    .filter(cell -> !run.of(cell, way).isEmpty())
                    .filter(cell -> !way.isFloor()
                            || run.bestFloor(cell).filter(way::equals).isPresent())
                    .map(cell -> new CostPicture.Point(
                            cell.rows(),
                            Spread.of(run.of(cell, way), Round::cost).median()))
                    .toList();
            if (!points.isEmpty()) {
                picture.add(new CostPicture.Line(way, points));
            }
        }
        return picture;
    }

    private static boolean isPictured(Cell cell) {
        return !cell.isOfOneChunk()
                && cell.tableRows() == PICTURED_TABLE
                && (cell.stalePercent() == PICTURED_STALE || cell.rows() == 1);
    }

    private static String micros(List<Round> rounds, ToDoubleFunction<Round> what) {
        return Numbers.three(Spread.of(rounds, what).median());
    }

    /** Adds lines, and never two blank ones in a row. */
    private void add(String text) {
        for (String line : text.split("\n", -1)) {
            if (!line.isEmpty() || !lines.get(lines.size() - 1).isEmpty()) {
                lines.add(line);
            }
        }
    }
}
