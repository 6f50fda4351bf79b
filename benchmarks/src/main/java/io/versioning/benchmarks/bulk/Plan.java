package io.versioning.benchmarks.bulk;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the arguments ask for.
 *
 * @param databases {@code postgres} or {@code h2}
 * @param full whether all of it is measured, or what five minutes are enough for
 * @param cells what is written
 * @param ways how
 * @param effort how long
 * @param parts {@code cells}, {@code bad}, {@code duels}
 */
record Plan(List<String> databases, boolean full, List<Cell> cells, Set<Way> ways, Effort effort, Set<String> parts) {

    private static final List<Cell> QUICK = List.of(
            Cell.of(100_000, 1, 0),
            Cell.of(100_000, 100, 5),
            Cell.of(100_000, 1_000, 5),
            Cell.of(100_000, 10_000, 5),
            Cell.of(100, 100, 5),
            Cell.of(1_000_000, 10_000, 5));

    static Plan of(List<String> arguments) {
        boolean full = arguments.contains("full");
        Effort effort = full ? Effort.FULL : Effort.QUICK;
        List<String> databases =
                Stream.of("postgres", "h2").filter(arguments::contains).toList();
        List<String> rounds = values(arguments, "rounds");
        List<String> parts = values(arguments, "parts");
        List<String> ways = values(arguments, "ways");
        return new Plan(
                databases.isEmpty() ? List.of("postgres", "h2") : databases,
                full,
                cells(full).stream().filter(asked(arguments)).toList(),
                ways.isEmpty()
                        ? EnumSet.allOf(Way.class)
                        : EnumSet.copyOf(ways.stream().map(Way::of).toList()),
                rounds.isEmpty() ? effort : effort.withRounds(Integer.parseInt(rounds.get(0))),
                parts.isEmpty() ? Set.of("cells", "bad", "duels") : new LinkedHashSet<>(parts));
    }

    private static List<Cell> cells(boolean full) {
        if (!full) {
            return QUICK;
        }
        List<Cell> cells = new ArrayList<>(List.of(Cell.of(100_000, 1, 0)));
        for (int stale : new int[] {5, 0, 50}) {
            for (int rows : new int[] {100, 1_000, 10_000, 100_000}) {
                cells.add(Cell.of(100_000, rows, stale));
            }
        }
        cells.add(Cell.of(100, 100, 5));
        for (int rows : new int[] {1_000, 10_000, 100_000, 1_000_000}) {
            cells.add(Cell.of(1_000_000, rows, 5));
        }
        return cells;
    }

    private static Predicate<Cell> asked(List<String> arguments) {
        List<String> sizes = values(arguments, "sizes");
        List<String> tables = values(arguments, "tables");
        List<String> stale = values(arguments, "stale");
        return cell -> has(sizes, cell.rows()) && has(tables, cell.tableRows()) && has(stale, cell.stalePercent());
    }

    private static boolean has(List<String> asked, int value) {
        return asked.isEmpty() || asked.contains(String.valueOf(value));
    }

    /** What stands behind {@code name=}, between commas; nothing if that is not among the arguments. */
    static List<String> values(List<String> arguments, String name) {
        return arguments.stream()
                .filter(argument -> argument.startsWith(name + "="))
                .flatMap(argument ->
                        Stream.of(argument.substring(name.length() + 1).split(",")))
                .toList();
    }

    /** The sizes of tables, in the order in which cells need them. */
    Set<Integer> tables() {
        Set<Integer> tables = new LinkedHashSet<>();
        cells.forEach(cell -> tables.add(cell.tableRows()));
        return tables;
    }
}
