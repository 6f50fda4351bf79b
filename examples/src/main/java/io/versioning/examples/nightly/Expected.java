package io.versioning.examples.nightly;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What must come out of a night, by the one who made it up.
 *
 * @param written how many lines the first pass writes
 * @param reasons why it does not write the others
 * @param decisions what is decided about these
 * @param writtenAgain how many lines the second pass writes, which are all that it tries
 */
record Expected(long written, Map<WhyNot, Long> reasons, Map<Decision, Long> decisions, long writtenAgain) {

    static Expected of(Timetable timetable) {
        long written = 0;
        Map<WhyNot, Long> reasons = new TreeMap<>();
        Map<Decision, Long> decisions = new EnumMap<>(Decision.class);
        for (Map.Entry<Fate, Long> fate : fates(timetable).entrySet()) {
            long flights = fate.getValue();
            boolean failsOnce = fate.getKey().failure().isPresent();
            written += flights * ((failsOnce ? 0 : 1) + (fate.getKey().hasTwoLines() ? 1 : 0));
            fate.getKey().failure().ifPresent(reason -> reasons.merge(reason, flights, Long::sum));
            fate.getKey().decision().ifPresent(decision -> decisions.merge(decision, flights, Long::sum));
        }
        long writtenAgain = decisions.entrySet().stream()
                .filter(decision -> decision.getKey().triesAgain())
                .mapToLong(Map.Entry::getValue)
                .sum();
        return new Expected(written, reasons, decisions, writtenAgain);
    }

    private static Map<Fate, Long> fates(Timetable timetable) {
        Map<Fate, Long> fates = new EnumMap<>(Fate.class);
        LongStream.rangeClosed(1, timetable.flights()).forEach(id -> fates.merge(Fate.of(id), 1L, Long::sum));
        return fates;
    }
}
