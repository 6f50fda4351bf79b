package io.versioning.examples.nightly;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What was told in a night, against what its maker knows.
 *
 * @param checks number by number
 */
record Morning(List<Check> checks) {

    /** A number that was told, and what it must be. */
    record Check(String what, long told, long known) {

        boolean holds() {
            return told == known;
        }
    }

    static Morning of(Expected expected, Pass first, Retry retry, Pass second, long differences) {
        List<Check> checks = new ArrayList<>();
        checks.add(new Check("written", first.tally().written(), expected.written()));
        compare(checks, counts(first.tally().groups()), expected.reasons());
        compare(checks, counts(retry.decisions()), expected.decisions());
        checks.add(new Check("written by the second pass", second.tally().written(), expected.writtenAgain()));
        checks.add(new Check(
                "not written by it", second.tally().lines() - second.tally().written(), 0));
        checks.add(new Check("flights that are not as they must be", differences, 0));
        return new Morning(checks);
    }

    private static <K> Map<K, Long> counts(Map<K, Group> groups) {
        return groups.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, group -> group.getValue().count()));
    }

    private static <K extends Comparable<? super K>> void compare(
            List<Check> checks, Map<K, Long> told, Map<K, Long> known) {
        Set<K> all = new TreeSet<>(told.keySet());
        all.addAll(known.keySet());
        for (K one : all) {
            checks.add(new Check(one.toString(), told.getOrDefault(one, 0L), known.getOrDefault(one, 0L)));
        }
    }

    boolean holds() {
        return checks.stream().allMatch(Check::holds);
    }
}
