package io.versioning.benchmarks.bulk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The numbers that a run is to reach; those of them that it has measured. All are ratios of ways that ran side by side,
 * judged by the processor time of client and server.
 */
final class Checks {

    private static final int TABLE = 100_000;
    private static final int LARGE_TABLE = 1_000_000;
    private static final int SMALL_TABLE = 100;
    private static final int STALE = 5;

    private final Run run;
    private final List<Check> checks = new ArrayList<>();

    private Checks(Run run) {
        this.run = run;
    }

    static List<Check> of(Run run) {
        Checks checks = new Checks(run);
        if (run.isOnH2()) {
            checks.onH2();
        } else {
            checks.onPostgres();
        }
        return checks.checks;
    }

    private void onH2() {
        against(Way.JDBC_BATCH, Cell.of(TABLE, 100, STALE), 1.0, 1.3);
        against(Way.JDBC_BATCH, Cell.of(TABLE, 10_000, STALE), 1.2, 1.7);
        against(Way.JDBC_BATCH, Cell.of(TABLE, 100_000, STALE), 1.2, 1.7);
    }

    private void onPostgres() {
        List<Cell> usual =
                List.of(Cell.of(TABLE, 1_000, STALE), Cell.of(TABLE, 10_000, STALE), Cell.of(TABLE, 100_000, STALE));
        usual.forEach(cell -> against(Way.JDBC_BATCH, cell, 1.8, 2.3));
        for (int rows : new int[] {1_000, 10_000, 100_000}) {
            against(Way.JDBC_BATCH, Cell.of(LARGE_TABLE, rows, STALE), 1.6, 2.0);
        }
        against(Way.JDBC_BATCH, Cell.of(SMALL_TABLE, 100, STALE), 1.6, 1.8);
        usual.forEach(cell -> run.bestFloor(cell)
                .ifPresent(floor -> measured(
                        "as much as the " + floor.title(),
                        cell,
                        floor,
                        (ours, best) -> Check.atMost("", Spread.ratio(ours, best, Round::cost), 1.7, 1.3))));
        usual.forEach(cell -> measured(
                "as much as by hand",
                cell,
                Way.BY_HAND,
                (ours, hand) -> Check.atMost("", Spread.ratio(ours, hand, Round::cost), 1.10, 1.03)));
        usual.forEach(cell -> measured(
                "bytes, as many as by hand",
                cell,
                Way.BY_HAND,
                (ours, hand) -> Check.atMost("", Spread.ratio(ours, hand, Round::bytesPerRow), 1.25, 1.1)));
        measured(
                "as much as the plain UPDATE",
                Cell.of(TABLE, 1, 0),
                Way.ROW_BY_ROW,
                (ours, plain) -> Check.atMost("", Spread.ratio(ours, plain, Round::cost), 1.15, 1.05));
        usual.forEach(cell -> Stream.of(Way.LIBRARY_JOOQ, Way.LIBRARY_JPA).forEach(door -> door(door, cell)));
        scale();
        badRows(1, 2.0, 1.5);
        badRows(100, 3.5, 2.0);
        run.duels().forEach(this::duel);
    }

    /** How many times as much another way takes. */
    private void against(Way other, Cell cell, double reach, double stretch) {
        measured(
                "faster than " + other.title(),
                cell,
                other,
                (ours, theirs) -> Check.atLeast("", Spread.ratio(theirs, ours, Round::cost), reach, stretch));
    }

    private void measured(String name, Cell cell, Way other, BiFunction<List<Round>, List<Round>, Check> check) {
        List<Round> ours = run.of(cell, Way.LIBRARY);
        List<Round> theirs = run.of(cell, other);
        if (!ours.isEmpty() && !theirs.isEmpty()) {
            add(name + ": " + cell, check.apply(ours, theirs));
        }
    }

    private void add(String name, Check check) {
        checks.add(new Check(name, check.measured(), check.target(), check.result()));
    }

    /** What the other doors cost more than the one over plain JDBC; there is no stretch goal, so that half of it is one. */
    private void door(Way door, Cell cell) {
        List<Round> ours = run.of(cell, door);
        List<Round> plain = run.of(cell, Way.LIBRARY);
        if (!ours.isEmpty() && !plain.isEmpty()) {
            Spread ratio = Spread.ratio(ours, plain, Round::cost);
            add(door.title() + ", as much as over JDBC: " + cell, Check.atMost("", ratio, 1.25, 1.125));
        }
    }

    private void scale() {
        List<Round> many = run.of(Cell.of(LARGE_TABLE, 1_000_000, STALE), Way.LIBRARY);
        List<Round> fewer = run.of(Cell.of(LARGE_TABLE, 10_000, STALE), Way.LIBRARY);
        if (!many.isEmpty() && !fewer.isEmpty()) {
            Spread ratio = Spread.ratio(many, fewer, Round::cost);
            add("a row of 1M against one of 10k, of 1M rows", Check.atMost("", ratio, 1.2, 1.0));
        }
    }

    private void badRows(int bad, double reach, double stretch) {
        List<Round> chunk = run.of(Cell.withBad(TABLE, 10_000, bad), Way.LIBRARY);
        List<Round> clean = run.of(Cell.withBad(TABLE, 10_000, 0), Way.LIBRARY);
        if (!chunk.isEmpty() && !clean.isEmpty()) {
            Spread ratio = Spread.ratio(chunk, clean, Round::cost);
            add("a chunk of 10k with " + bad + " bad against a clean one", Check.atMost("", ratio, reach, stretch));
        }
    }

    private void duel(Duel duel) {
        checks.add(new Check(
                duel.fought() + " duels, " + duel.one() + " against " + duel.other() + " of "
                        + Numbers.rows(duel.heap()) + " rows",
                duel.deadlocked() + " deadlock outcomes, " + duel.victims() + " 40P01, " + duel.overlapped()
                        + " overlapped",
                "0 outcomes (0 40P01)",
                Check.result(duel.deadlocked() == 0, duel.victims() == 0)));
    }
}
