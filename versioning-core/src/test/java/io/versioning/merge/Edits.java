package io.versioning.merge;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * The edits of two sides on one row. A value is an index into a palette of values that all differ, so what a test
 * expects is told by comparing numbers, and never by the code under test.
 */
record Edits(List<Edit> edits) {

    private static final int VALUES = 6;

    /** The values of one field in the three states. */
    record Edit(int base, int attempted, int current) {

        boolean byAttempted() {
            return attempted != base;
        }

        boolean byCurrent() {
            return current != base;
        }

        boolean byBoth() {
            return byAttempted() && byCurrent();
        }

        boolean byAny() {
            return byAttempted() || byCurrent();
        }

        Edit swapped() {
            return new Edit(base, current, attempted);
        }

        int merged() {
            return byAttempted() ? attempted : current;
        }
    }

    static Arbitrary<Edits> any() {
        return Combinators.combine(value(), step(), step())
                .as((base, attempted, current) ->
                        new Edit(base, (base + attempted) % VALUES, (base + current) % VALUES))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(Edits::new);
    }

    static Arbitrary<Edits> disjoint() {
        return Combinators.combine(value(), step(), Arbitraries.of(true, false))
                .as((base, step, byAttempted) -> {
                    int edited = (base + step) % VALUES;
                    return byAttempted ? new Edit(base, edited, base) : new Edit(base, base, edited);
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(8)
                .map(Edits::new);
    }

    private static Arbitrary<Integer> value() {
        return Arbitraries.integers().between(0, VALUES - 1);
    }

    /** How far an edit goes in the palette; half of the fields are left alone. */
    private static Arbitrary<Integer> step() {
        return Arbitraries.of(true, false)
                .flatMap(edited -> edited ? Arbitraries.integers().between(1, VALUES - 1) : Arbitraries.just(0));
    }

    /** A new object at each call, and decimals in another scale, so that no test can pass by identity. */
    private static Object value(int index, int scale) {
        return switch (index) {
            case 0 -> null;
            case 1 -> new BigDecimal("2.5").setScale(1 + scale);
            case 2 -> new byte[] {1, 2};
            case 3 -> "text";
            case 4 -> LocalDate.of(2024, 5, 1);
            default -> List.of(1, 2);
        };
    }

    private Map<String, ?> row(ToIntFunction<Edit> side, int scale) {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int at = 0; at < edits.size(); at++) {
            row.put(name(at), value(side.applyAsInt(edits.get(at)), scale));
        }
        return row;
    }

    static String name(int at) {
        return "f" + at;
    }

    Map<String, ?> base() {
        return row(Edit::base, 0);
    }

    Map<String, ?> attempted() {
        return row(Edit::attempted, 1);
    }

    Map<String, ?> current() {
        return row(Edit::current, 2);
    }

    /** What a merge of all edits looks like; meant for disjoint ones. */
    Map<String, ?> merged() {
        return row(Edit::merged, 3);
    }

    /** The attempt without the fields that it leaves alone, as from a PATCH. */
    Map<String, ?> attemptedPartially() {
        Map<String, ?> row = attempted();
        row.keySet().retainAll(names(Edit::byAttempted));
        return row;
    }

    Edits swapped() {
        return new Edits(edits.stream().map(Edit::swapped).toList());
    }

    Map<String, Edit> byName() {
        Map<String, Edit> byName = new LinkedHashMap<>();
        for (int at = 0; at < edits.size(); at++) {
            byName.put(name(at), edits.get(at));
        }
        return byName;
    }

    Set<String> names(Predicate<Edit> condition) {
        return byName().entrySet().stream()
                .filter(entry -> condition.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    MergeResult<Map<String, ?>> mergedBy(ThreeWayMerge<Map<String, ?>> merge) {
        return merge.merge(base(), attempted(), current());
    }

    /** Whether two rows are the same to a database. */
    static boolean same(Map<String, ?> one, Map<String, ?> other) {
        return one.keySet().equals(other.keySet())
                && Comparison.of(Fields.ofMap(), one, other, one).changed().isEmpty();
    }
}
