package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.versioning.merge.Clash.Reason;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.MergeResult.Merged;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ThreeWayMergeTest {

    private final Airport base = Airport.oulu();
    private final ThreeWayMerge<Airport> all = ThreeWayMerge.of(Airport.fields());

    @Nested
    class Merges {

        @Test
        void editsOfDifferentFields() {
            Airport attempted = base.renamed("Uleåborg");
            Airport current = base.raisedTo(15).atVersion(6);

            Merged<Airport> merged = merged(all.merge(base, attempted, current));

            assertThat(merged.state())
                    .isEqualTo(base.renamed("Uleåborg").raisedTo(15).atVersion(6));
            assertThat(merged.sources())
                    .containsExactly(
                            entry("name", Source.ATTEMPTED),
                            entry("city", Source.BASE),
                            entry("latitude", Source.BASE),
                            entry("longitude", Source.BASE),
                            entry("elevation", Source.CURRENT));
            assertThat(merged.source("name")).isEqualTo(Source.ATTEMPTED);
            assertThat(merged.changes()).containsExactly(entry("name", "Uleåborg"));
        }

        @Test
        void keepTheVersionOfTheCurrentStateWhateverTheAttemptSays() {
            Airport attempted = base.renamed("Uleåborg").atVersion(99);

            assertThat(merged(all.merge(base, attempted, base.atVersion(6)))
                            .state()
                            .version())
                    .isEqualTo(6);
        }

        @Test
        void anAttemptThatChangesNothing() {
            Airport current = base.renamed("Uleåborg").atVersion(6);

            Merged<Airport> merged = merged(all.merge(base, base, current));

            assertThat(merged.state()).isEqualTo(current);
            assertThat(merged.changes()).isEmpty();
        }

        @Test
        void anAttemptOnARowThatWasOnlyTouched() {
            Airport attempted = base.renamed("Uleåborg").raisedTo(15);

            assertThat(merged(all.merge(base, attempted, base.atVersion(6))).state())
                    .isEqualTo(attempted.atVersion(6));
        }

        @Test
        void anEditToNull() {
            assertThat(merged(all.merge(base, base.renamed(null), base.in("Tornio")))
                            .state())
                    .isEqualTo(base.renamed(null).in("Tornio"));
            assertThat(merged(all.merge(base, base.renamed(null), base.in("Tornio")))
                            .changes())
                    .isEqualTo(Collections.singletonMap("name", null));
        }

        @Test
        void changesToldByName() {
            assertThat(merged(all.mergeChanges(base, Map.of("name", "Uleåborg"), base.in("Tornio")))
                            .state())
                    .isEqualTo(base.renamed("Uleåborg").in("Tornio"));
        }

        @Test
        void columnMapsOfWhichTheUserSawOnlySomeColumns() {
            ThreeWayMerge<Map<String, ?>> merge =
                    ThreeWayMerge.of(Fields.ofMap().ignoring("version"));
            Map<String, Object> current = new LinkedHashMap<>();
            current.put("name", "Oulu");
            current.put("city", "Tornio");
            current.put("runways", 2);
            current.put("version", 6L);

            Merged<Map<String, ?>> merged = merged(merge.merge(
                    Map.of("name", "Oulu", "city", "Oulu", "version", 5L),
                    Map.of("name", "Uleåborg", "version", 5),
                    current));

            Map<String, Object> expected = new LinkedHashMap<>(current);
            expected.put("name", "Uleåborg");
            assertThat(merged.state()).isEqualTo(expected);
        }

        @Test
        void aNumberThatWasOnlyWrittenAnotherWayIsNoEdit() {
            ThreeWayMerge<Map<String, ?>> merge = ThreeWayMerge.of(Fields.ofMap());

            Merged<Map<String, ?>> merged = merged(merge.merge(
                    Map.of("price", new BigDecimal("1.00")),
                    Map.of("price", new BigDecimal("1.0")),
                    Map.of("price", new BigDecimal("2.00"))));

            assertThat(merged.changes()).isEmpty();
            assertThat(merged.state()).isEqualTo(Map.of("price", new BigDecimal("2.00")));
        }

        @Test
        void anyTypeThroughItsOwnFields() {
            ThreeWayMerge<StringBuilder> merge = ThreeWayMerge.of(new FirstAndLastLetter());

            assertThat(merged(merge.merge(new StringBuilder("ab"), new StringBuilder("xb"), new StringBuilder("ay")))
                            .state())
                    .hasToString("xy");
        }
    }

    @Nested
    class Clashes {

        @Test
        void onAFieldThatBothSidesChanged() {
            Clashed<Airport> clashed = clashed(all.merge(base, base.renamed("Uleåborg"), base.renamed("Ulu")));

            assertThat(clashed.clashes())
                    .extracting(clash -> clash.field().name(), Clash::reason)
                    .containsExactly(tuple("name", Reason.CHANGED_ON_BOTH));
            assertThat(clashed.clashes().get(0).field())
                    .isEqualTo(clashed.comparison().field("name"));
        }

        @Test
        void alsoIfBothSidesChangedItToTheSameValue() {
            ThreeWayMerge<Map<String, ?>> merge = ThreeWayMerge.of(Fields.ofMap());

            assertThat(clashed(merge.merge(Map.of("seats", 10), Map.of("seats", 9), Map.of("seats", 9)))
                            .clashes())
                    .extracting(Clash::reason)
                    .containsExactly(Reason.CHANGED_ON_BOTH);
        }

        @Test
        void areListedWithoutTheFieldsThatCouldHaveBeenMerged() {
            Airport attempted = base.renamed("Uleåborg").raisedTo(15);
            Airport current = base.renamed("Ulu").in("Tornio");

            assertThat(names(all.merge(base, attempted, current))).containsExactly("name");
        }

        @Test
        void onAnExcludedFieldThatTheAttemptChanged() {
            ThreeWayMerge<Airport> merge = all.excluding("elevation");

            assertThat(reasons(merge.merge(base, base.raisedTo(15), base.in("Tornio"))))
                    .containsExactly(Reason.NOT_ALLOWED);
            assertThat(reasons(merge.merge(base, base.raisedTo(15), base.atVersion(6))))
                    .containsExactly(Reason.NOT_ALLOWED);
        }

        @Test
        void onAnExcludedFieldThatSomebodyElseChanged() {
            ThreeWayMerge<Airport> merge = all.excluding("elevation");

            assertThat(reasons(merge.merge(base, base.in("Tornio"), base.raisedTo(15))))
                    .containsExactly(Reason.NOT_ALLOWED);
            assertThat(reasons(merge.merge(base, base, base.raisedTo(15)))).containsExactly(Reason.NOT_ALLOWED);
        }

        @Test
        void onAFieldThatIsNotAmongTheAllowedOnes() {
            ThreeWayMerge<Airport> merge = all.allowing("name").allowing("city");

            assertThat(merge.merge(base, base.renamed("Uleåborg"), base.in("Tornio")))
                    .isInstanceOf(Merged.class);
            assertThat(names(merge.merge(base, base.renamed("Uleåborg"), base.raisedTo(15))))
                    .containsExactly("elevation");
        }

        @Test
        void onAnythingWhereNothingIsAllowed() {
            assertThat(names(all.allowing().merge(base, base.renamed("Uleåborg"), base)))
                    .containsExactly("name");
            assertThat(all.allowing().merge(base, base, base)).isInstanceOf(Merged.class);
        }

        @Test
        void onAFieldThatIsBothAllowedAndExcluded() {
            assertThat(names(all.excluding("name").allowing("name", "city").merge(base, base.renamed("Ulu"), base)))
                    .containsExactly("name");
        }

        @Test
        void onTwoFieldsThatBelongTogether() {
            ThreeWayMerge<Airport> merge = all.together("latitude", "longitude");

            Clashed<Airport> clashed = clashed(merge.merge(base, base.at(65, 25.35), base.at(64.93, 26)));

            assertThat(clashed.clashes())
                    .extracting(clash -> clash.field().name(), Clash::reason)
                    .containsExactly(
                            tuple("latitude", Reason.BELONGS_TOGETHER), tuple("longitude", Reason.BELONGS_TOGETHER));
        }

        @Test
        void notOnAGroupThatOnlyOneSideChanged() {
            ThreeWayMerge<Airport> merge = all.together("latitude", "longitude");

            assertThat(merged(merge.merge(base, base.at(65, 26), base.renamed("Ulu")))
                            .state())
                    .isEqualTo(base.at(65, 26).renamed("Ulu"));
            assertThat(merge.merge(base, base.renamed("Ulu"), base.at(65, 26))).isInstanceOf(Merged.class);
        }

        @Test
        void onEachGroupByItself() {
            ThreeWayMerge<Airport> merge = all.together("name", "city").together("city", "elevation", "latitude");

            assertThat(merge.merge(base, base.renamed("Ulu"), base.raisedTo(15)))
                    .isInstanceOf(Merged.class);
            assertThat(names(merge.merge(base, base.in("Tornio"), base.raisedTo(15))))
                    .containsExactly("city", "elevation");
            assertThat(names(merge.merge(base, base.renamed("Ulu"), base.in("Tornio"))))
                    .containsExactly("name", "city");
        }

        @Test
        void withTheFirstReasonWhereSeveralHold() {
            ThreeWayMerge<Airport> merge = all.excluding("name", "city").together("name", "city", "elevation");
            Airport attempted = base.renamed("Uleåborg").in("Tornio").raisedTo(15);

            assertThat(reasons(merge.merge(base, attempted, base.renamed("Ulu"))))
                    .containsExactly(Reason.CHANGED_ON_BOTH, Reason.NOT_ALLOWED, Reason.BELONGS_TOGETHER);
        }
    }

    @Test
    void eachSettingMakesANewMergeAndLeavesTheOldOneAlone() {
        all.excluding("name");
        all.allowing("city");
        all.together("name", "city");

        assertThat(all.merge(base, base.renamed("Ulu"), base.in("Tornio"))).isInstanceOf(Merged.class);
    }

    @Test
    void theTextNamesTheFieldsThatAreTreatedSpecially() {
        assertThat(all.allowing("name", "city")
                        .excluding("city")
                        .together("latitude", "longitude")
                        .together("name", "city"))
                .hasToString("merge of fields of io.versioning.merge.Airport ignoring [code, version],"
                        + " allowing [name, city], excluding [city],"
                        + " together [latitude, longitude], together [name, city]");
        assertThat(ThreeWayMerge.of(Fields.ofMap())).hasToString("merge of fields of a map");
    }

    private static <T> Merged<T> merged(MergeResult<T> result) {
        return result.fold(merged -> merged, clashed -> {
            throw new AssertionError("not merged: " + clashed);
        });
    }

    private static <T> Clashed<T> clashed(MergeResult<T> result) {
        return result.fold(
                merged -> {
                    throw new AssertionError("not clashed: " + merged);
                },
                clashed -> clashed);
    }

    private static List<String> names(MergeResult<?> result) {
        return clashed(result).clashes().stream()
                .map(clash -> clash.field().name())
                .toList();
    }

    private static List<Reason> reasons(MergeResult<?> result) {
        return clashed(result).clashes().stream().map(Clash::reason).toList();
    }

    /** A seam as an application would write it, for a mutable class. */
    private static final class FirstAndLastLetter implements Fields<StringBuilder> {

        @Override
        public Map<String, Object> read(StringBuilder state) {
            return Map.of("first", state.charAt(0), "last", state.charAt(1));
        }

        @Override
        public StringBuilder with(StringBuilder state, Map<String, ?> changes) {
            StringBuilder copy = new StringBuilder(state);
            Optional.ofNullable(changes.get("first")).ifPresent(letter -> copy.setCharAt(0, (char) letter));
            Optional.ofNullable(changes.get("last")).ifPresent(letter -> copy.setCharAt(1, (char) letter));
            return copy;
        }

        @Override
        public Optional<Set<String>> names() {
            return Optional.of(Set.of("first", "last"));
        }
    }
}
