package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.merge.Clash.Reason;
import io.versioning.merge.Edits.Edit;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.MergeResult.Merged;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

/** The laws of a merge, on any edits of two sides and under any rules. */
class ThreeWayMergeProperties {

    @Provide
    Arbitrary<Edits> edits() {
        return Edits.any();
    }

    @Provide
    Arbitrary<Edits> disjointEdits() {
        return Edits.disjoint();
    }

    @Provide
    Arbitrary<Rules> rules() {
        return Rules.any();
    }

    @Property
    void swappingTheSidesOfDisjointEditsGivesTheSameState(
            @ForAll("disjointEdits") Edits edits, @ForAll("rules") Rules rules) {
        ThreeWayMerge<Map<String, ?>> merge = rules.within(edits).merge();

        assertThat(sameButForTheSides(edits.mergedBy(merge), edits.swapped().mergedBy(merge)))
                .isTrue();
    }

    @Property
    void swappingTheSidesOfAnyEditsGivesTheSameStateOrTheSameClashes(
            @ForAll("edits") Edits edits, @ForAll("rules") Rules rules) {
        ThreeWayMerge<Map<String, ?>> merge = rules.within(edits).merge();

        assertThat(sameButForTheSides(edits.mergedBy(merge), edits.swapped().mergedBy(merge)))
                .isTrue();
    }

    @Property
    void aFieldThatBothSidesEditedIsNeverMerged(@ForAll("edits") Edits edits, @ForAll("rules") Rules rules) {
        Set<String> both = edits.names(Edit::byBoth);
        Assume.that(!both.isEmpty());

        assertThat(clashing(edits.mergedBy(rules.within(edits).merge()), Reason.CHANGED_ON_BOTH))
                .isEqualTo(both);
    }

    @Property
    void anEditOfAFieldThatMayNotBeMergedIsNeverMerged(
            @ForAll("disjointEdits") Edits edits, @ForAll("rules") Rules anyRules) {
        Rules rules = anyRules.within(edits);
        Set<String> forbidden = edits.names(Edit::byAny).stream()
                .filter(name -> !rules.allow(name))
                .collect(Collectors.toSet());
        Assume.that(!forbidden.isEmpty());

        assertThat(clashing(edits.mergedBy(rules.merge()), Reason.NOT_ALLOWED)).isEqualTo(forbidden);
    }

    @Property
    void disjointEditsAlwaysMergeAndKeepTheEditsOfBothSides(@ForAll("disjointEdits") Edits edits) {
        MergeResult<Map<String, ?>> result = edits.mergedBy(Rules.NONE.merge());

        assertThat(result).isInstanceOf(Merged.class);
        assertThat(Edits.same(((Merged<Map<String, ?>>) result).state(), edits.merged()))
                .isTrue();
    }

    @Property
    void aMergeHappensExactlyWhenNoRuleIsBroken(@ForAll("edits") Edits edits, @ForAll("rules") Rules anyRules) {
        Rules rules = anyRules.within(edits);
        boolean broken = !edits.names(Edit::byBoth).isEmpty()
                || !edits.names(Edit::byAny).stream().allMatch(rules::allow)
                || rules.tear(edits);
        Statistics.label("clash").collect(broken).coverage(seen -> {
            seen.check(true).percentage(percent -> percent > 10);
            seen.check(false).percentage(percent -> percent > 3);
        });

        assertThat(edits.mergedBy(rules.merge())).isInstanceOf(broken ? Clashed.class : Merged.class);
    }

    @Property
    void editsOfOneSideOnlyGiveThatSide(@ForAll("edits") Edits edits) {
        ThreeWayMerge<Map<String, ?>> merge = Rules.NONE.merge();

        assertThat(state(merge.merge(edits.base(), edits.attempted(), edits.base())))
                .matches(state -> Edits.same(state, edits.attempted()));
        assertThat(state(merge.merge(edits.base(), edits.base(), edits.current())))
                .matches(state -> Edits.same(state, edits.current()));
    }

    @Property
    void noEditsGiveTheBaseUnderAnyRules(@ForAll("edits") Edits edits, @ForAll("rules") Rules rules) {
        ThreeWayMerge<Map<String, ?>> merge = rules.within(edits).merge();

        MergeResult<Map<String, ?>> result = merge.merge(edits.base(), edits.base(), edits.base());

        assertThat(Edits.same(state(result), edits.base())).isTrue();
        assertThat(((Merged<?>) result).sources().values()).containsOnly(Source.BASE);
        assertThat(((Merged<?>) result).changes()).isEmpty();
    }

    @Property
    void theSourceOfEachFieldIsTheStateThatItsValueCameFrom(@ForAll("disjointEdits") Edits edits) {
        Merged<Map<String, ?>> merged = (Merged<Map<String, ?>>) edits.mergedBy(Rules.NONE.merge());
        Map<Source, Map<String, ?>> states =
                Map.of(Source.BASE, edits.base(), Source.ATTEMPTED, edits.attempted(), Source.CURRENT, edits.current());

        assertThat(merged.sources()).containsOnlyKeys(edits.byName().keySet());
        merged.sources().forEach((name, source) -> {
            Edit edit = edits.byName().get(name);
            assertThat(source == Source.ATTEMPTED).isEqualTo(edit.byAttempted());
            assertThat(source == Source.CURRENT).isEqualTo(edit.byCurrent());
            assertThat(Sameness.same(
                            merged.state().get(name), states.get(source).get(name)))
                    .isTrue();
        });
    }

    @Property
    void writingTheChangesOverTheCurrentRowGivesTheMergedState(@ForAll("disjointEdits") Edits edits) {
        Merged<Map<String, ?>> merged = (Merged<Map<String, ?>>) edits.mergedBy(Rules.NONE.merge());

        assertThat(merged.changes()).containsOnlyKeys(edits.names(Edit::byAttempted));
        assertThat(Edits.same(Fields.ofMap().with(edits.current(), merged.changes()), merged.state()))
                .isTrue();
    }

    @Property
    void aPartialAttemptIsDecidedLikeAWholeOne(@ForAll("edits") Edits edits, @ForAll("rules") Rules rules) {
        ThreeWayMerge<Map<String, ?>> merge = rules.within(edits).merge();
        MergeResult<Map<String, ?>> whole = edits.mergedBy(merge);

        for (MergeResult<Map<String, ?>> partial : List.of(
                merge.merge(edits.base(), edits.attemptedPartially(), edits.current()),
                merge.mergeChanges(edits.base(), edits.attemptedPartially(), edits.current()))) {
            assertThat(partial.comparison()).isEqualTo(whole.comparison());
            assertThat(partial).hasSameClassAs(whole).hasToString(whole.toString());
        }
    }

    @Property
    void noStateIsMutated(@ForAll("edits") Edits edits, @ForAll("rules") Rules rules) {
        Map<String, ?> base = edits.base();
        Map<String, ?> attempted = edits.attempted();
        Map<String, ?> current = edits.current();

        MergeResult<Map<String, ?>> result = rules.within(edits).merge().merge(base, attempted, current);
        scribbleOver(result.<Map<String, ?>>fold(Merged::state, clashed -> Map.of()));
        scribbleOver(result.<Map<String, ?>>fold(Merged::changes, clashed -> Map.of()));

        assertThat(Edits.same(base, edits.base())).isTrue();
        assertThat(Edits.same(attempted, edits.attempted())).isTrue();
        assertThat(Edits.same(current, edits.current())).isTrue();
        assertThat(result.comparison())
                .isEqualTo(Comparison.of(Fields.ofMap(), edits.base(), edits.attempted(), edits.current()));
    }

    private static void scribbleOver(Map<String, ?> state) {
        state.values().forEach(value -> {
            if (value instanceof byte[] bytes) {
                bytes[0] = 99;
            }
        });
    }

    private static Map<String, ?> state(MergeResult<Map<String, ?>> result) {
        return ((Merged<Map<String, ?>>) result).state();
    }

    private static Set<String> clashing(MergeResult<?> result, Reason reason) {
        return ((Clashed<?>) result)
                .clashes().stream()
                        .filter(clash -> clash.reason() == reason)
                        .map(clash -> clash.field().name())
                        .collect(Collectors.toSet());
    }

    private static boolean sameButForTheSides(MergeResult<Map<String, ?>> one, MergeResult<Map<String, ?>> other) {
        return one.fold(
                merged ->
                        other instanceof Merged<Map<String, ?>> swapped && Edits.same(merged.state(), swapped.state()),
                clashed -> other instanceof Clashed<Map<String, ?>> swapped
                        && reasons(clashed).equals(reasons(swapped)));
    }

    private static List<Map.Entry<String, Reason>> reasons(Clashed<?> clashed) {
        return clashed.clashes().stream()
                .map(clash -> Map.entry(clash.field().name(), clash.reason()))
                .toList();
    }
}
