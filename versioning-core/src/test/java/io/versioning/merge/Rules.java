package io.versioning.merge;

import io.versioning.merge.Edits.Edit;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** The settings of a merge over the fields f0 to f7, in words that a test can check without the merge. */
record Rules(Optional<Set<String>> allowed, Set<String> excluded, Set<Set<String>> groups) {

    static final Rules NONE = new Rules(Optional.empty(), Set.of(), Set.of());

    static Arbitrary<Rules> any() {
        return Combinators.combine(
                        names(0, 8).optional(0.2),
                        names(0, 2),
                        names(2, 3).set().ofMaxSize(2))
                .as(Rules::new)
                .withoutEdgeCases();
    }

    private static Arbitrary<Set<String>> names(int min, int max) {
        return Arbitraries.integers()
                .between(0, 7)
                .map(Edits::name)
                .set()
                .ofMinSize(min)
                .ofMaxSize(max);
    }

    /** The same rules for the fields that these edits have. */
    Rules within(Edits edits) {
        Set<String> names = edits.byName().keySet();
        return new Rules(
                allowed.map(some -> common(some, names)),
                common(excluded, names),
                groups.stream()
                        .map(group -> common(group, names))
                        .filter(group -> group.size() > 1)
                        .collect(Collectors.toSet()));
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        return some.stream().filter(others::contains).collect(Collectors.toSet());
    }

    ThreeWayMerge<Map<String, ?>> merge() {
        ThreeWayMerge<Map<String, ?>> merge =
                ThreeWayMerge.of(Fields.ofMap()).excluding(excluded.toArray(String[]::new));
        if (allowed.isPresent()) {
            merge = merge.allowing(allowed.get().toArray(String[]::new));
        }
        for (Set<String> group : groups) {
            String[] names = group.toArray(String[]::new);
            merge = merge.together(names[0], names[1], Arrays.copyOfRange(names, 2, names.length));
        }
        return merge;
    }

    boolean allow(String name) {
        return !excluded.contains(name)
                && allowed.map(some -> some.contains(name)).orElse(true);
    }

    boolean tear(Edits edits) {
        return groups.stream()
                .anyMatch(group -> edits.names(Edit::byAttempted).stream().anyMatch(group::contains)
                        && edits.names(Edit::byCurrent).stream().anyMatch(group::contains));
    }
}
