package io.versioning.benchmarks.bulk;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was measured on one database in one run. Immutable.
 *
 * @param facts what a reader must know about it: database, machine, versions
 * @param rounds the measurements
 * @param duels the duels
 */
record Run(Map<String, String> facts, List<Round> rounds, List<Duel> duels) {

    /** Copies all of it. */
    Run {
        facts = new LinkedHashMap<>(facts);
        rounds = List.copyOf(rounds);
        duels = List.copyOf(duels);
    }

    String title() {
        return facts.getOrDefault("database", "?");
    }

    boolean isOnH2() {
        return title().startsWith("H2");
    }

    /** Whether processor time was known; elapsed time is the judge otherwise. */
    boolean isCpuKnown() {
        return rounds.stream().allMatch(Round::isCpuKnown);
    }

    /** The cells that were measured, in that order. */
    List<Cell> cells() {
        return rounds.stream().map(Round::cell).distinct().toList();
    }

    /** The rounds of a way in a cell, in order; none if it was not measured there. */
    List<Round> of(Cell cell, Way way) {
        return rounds.stream()
                .filter(round -> round.way() == way && round.cell().equals(cell))
                .toList();
    }

    /** The floor with the best plan in a cell. */
    Optional<Way> bestFloor(Cell cell) {
        return List.of(Way.FLOOR, Way.FLOOR_NESTED, Way.FLOOR_HASH).stream()
                .filter(way -> !of(cell, way).isEmpty())
                .min((a, b) -> Double.compare(
                        Spread.of(of(cell, a), Round::cost).median(),
                        Spread.of(of(cell, b), Round::cost).median()));
    }
}
