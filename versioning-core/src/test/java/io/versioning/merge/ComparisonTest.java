package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.sql.Timestamp;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Fields<Map<String, ?>> COLUMNS = Fields.ofMap();

    @Test
    void tellsWhoChangedWhat() {
        Map<String, ?> base = Map.of("a", 1, "b", 1, "c", 1, "d", 1, "e", 1);
        Map<String, ?> attempted = Map.of("a", 1, "b", 2, "c", 1, "d", 2, "e", 2);
        Map<String, ?> current = Map.of("a", 1, "b", 1, "c", 3, "d", 2, "e", 3);

        Comparison comparison = Comparison.of(COLUMNS, base, attempted, current);

        assertThat(comparison.field("a").change()).isEqualTo(Change.UNCHANGED);
        assertThat(comparison.field("b").change()).isEqualTo(Change.ATTEMPTED_ONLY);
        assertThat(comparison.field("c").change()).isEqualTo(Change.CURRENT_ONLY);
        assertThat(comparison.field("d").change()).isEqualTo(Change.SAME_ON_BOTH);
        assertThat(comparison.field("e").change()).isEqualTo(Change.DIFFERENT_ON_BOTH);
        assertThat(comparison.changed())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrder("b", "c", "d", "e");
        assertThat(comparison.changedByAttempted())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrder("b", "d", "e");
        assertThat(comparison.changedByCurrent())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrder("c", "d", "e");
    }

    @Test
    void holdsTheThreeValuesOfEachFieldInTheOrderOfTheBase() {
        Airport base = Airport.oulu();

        Comparison comparison = Comparison.of(Airport.fields(), base, base.renamed("Uleåborg"), base.renamed(null));

        assertThat(comparison.fields())
                .extracting(FieldComparison::name)
                .containsExactly("name", "city", "latitude", "longitude", "elevation");
        FieldComparison name = comparison.field("name");
        assertThat(name.base()).isEqualTo("Oulu");
        assertThat(name.attempted()).isEqualTo("Uleåborg");
        assertThat(name.current()).isNull();
    }

    @Test
    void aFieldThatThePartialAttemptDoesNotHaveIsUnchanged() {
        Comparison comparison = Comparison.of(
                COLUMNS,
                Map.of("name", "Oulu", "city", "Oulu"),
                Map.of("name", "Uleåborg"),
                Map.of("name", "Oulu", "city", "?"));

        assertThat(comparison.field("city").change()).isEqualTo(Change.CURRENT_ONLY);
        assertThat(comparison.field("city").attempted()).isEqualTo("Oulu");
    }

    @Test
    void aNullInThePartialAttemptIsAChange() {
        Map<String, ?> row = Map.of("name", "Oulu");

        Comparison comparison = Comparison.of(COLUMNS, row, Collections.singletonMap("name", null), row);

        assertThat(comparison.field("name").change()).isEqualTo(Change.ATTEMPTED_ONLY);
        assertThat(comparison.field("name").attempted()).isNull();
    }

    @Test
    void changesOfARecordMayBeToldByName() {
        Airport base = Airport.oulu();
        Map<String, ?> form = Map.of("name", "Uleåborg", "code", "XXX", "version", 99);

        Comparison comparison = Comparison.ofChanges(Airport.fields(), base, form, base.in("Tornio"));

        assertThat(comparison)
                .isEqualTo(Comparison.of(Airport.fields(), base, base.renamed("Uleåborg"), base.in("Tornio")));
    }

    @Test
    void aColumnThatTheUserDidNotSeeIsLeftOut() {
        Comparison comparison = Comparison.of(
                COLUMNS, Map.of("name", "Oulu"), Map.of("name", "Oulu"), Map.of("name", "Oulu", "runways", 1));

        assertThat(comparison.fields()).extracting(FieldComparison::name).containsExactly("name");
    }

    @Test
    void anAttemptedFieldThatTheBaseDoesNotHaveIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(
                        COLUMNS, Map.of("name", "Oulu"), Map.of("price", "secret"), Map.of("name", "Oulu")))
                .withMessage("attempted: no field price to compare; there are [name]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.ofChanges(
                        COLUMNS, Map.of("name", "Oulu"), Map.of("price", "secret"), Map.of("name", "Oulu")))
                .withMessage("changes: no field price to compare; there are [name]");
    }

    @Test
    void aCurrentStateWithoutAFieldOfTheBaseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(COLUMNS, Map.of("name", "secret"), Map.of(), Map.of()))
                .withMessage("current: field name is missing, and base has it");
    }

    @Test
    void aFieldNameFromAFormCannotBreakTheLineOfALog() {
        Map<String, ?> row = Map.of("name", "Oulu");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(COLUMNS, row, Map.of("a\r\nb\u202Ec\\", 1), row))
                .withMessageStartingWith("attempted: no field a\\r\\nb\\u202ec\\\\ to compare");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Comparison.of(COLUMNS, row, Map.of("x".repeat(10_000), 1), row))
                .withMessage("attempted: no field " + "x".repeat(63) + "… to compare; there are [name]");
    }

    @Test
    void nullIsRefusedByName() {
        Map<String, ?> row = Map.of("name", "Oulu");

        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(null, row, row, row))
                .withMessage("fields");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(COLUMNS, null, row, row))
                .withMessage("base");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(COLUMNS, row, null, row))
                .withMessage("attempted");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(COLUMNS, row, row, null))
                .withMessage("current");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.ofChanges(COLUMNS, row, null, row))
                .withMessage("changes");
        assertThatNullPointerException()
                .isThrownBy(() -> Comparison.of(COLUMNS, row, Collections.singletonMap(null, 1), row))
                .withMessageEndingWith("a field name is null");
    }

    @Test
    void anUnknownFieldIsRefusedByName() {
        Map<String, ?> row = Map.of("name", "Oulu");
        Comparison comparison = Comparison.of(COLUMNS, row, row, row);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> comparison.field("nmae"))
                .withMessage("name: no field nmae to compare; there are [name]");
    }

    @Test
    void arraysInAComparisonAreDetachedOnTheWayInAndOut() {
        byte[] picture = {1, 2};
        Object[] nested = {new int[] {1}};
        Timestamp since = new Timestamp(1_000);
        Map<String, ?> row = Map.of("picture", picture, "nested", nested, "since", since);
        Comparison comparison = Comparison.of(COLUMNS, row, row, row);

        picture[0] = 9;
        ((int[]) nested[0])[0] = 9;
        since.setTime(9);
        ((byte[]) comparison.field("picture").current())[1] = 9;
        ((int[]) ((Object[]) comparison.field("nested").attempted())[0])[0] = 9;
        ((Timestamp) comparison.field("since").base()).setTime(9);

        assertThat(comparison.field("picture").current()).isEqualTo(new byte[] {1, 2});
        assertThat(comparison.field("nested").attempted()).isEqualTo(new Object[] {new int[] {1}});
        assertThat(comparison.field("since").base()).isEqualTo(new Timestamp(1_000));
    }

    @Test
    void theListOfFieldsCannotBeChanged() {
        Map<String, ?> row = Map.of("name", "Oulu");

        assertThatThrownBy(() -> Comparison.of(COLUMNS, row, row, row).fields().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void comparisonsOfTheSameValuesAreEqual() {
        Comparison one = Comparison.of(COLUMNS, price("1.0"), price("2"), price("3"));
        Comparison other = Comparison.of(COLUMNS, price("1.00"), price("2.0"), price("3"));

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.field("price")).isEqualTo(other.field("price"));
        assertThat(one).isNotEqualTo(Comparison.of(COLUMNS, price("1.0"), price("2"), price("4")));
        assertThat(one).isNotEqualTo(Comparison.of(COLUMNS, price("1.0"), price("9"), price("3")));
        assertThat(one).isNotEqualTo(Comparison.of(COLUMNS, price("9"), price("2"), price("3")));
        assertThat(one.field("price")).isNotEqualTo("price");
        assertThat(one).isNotEqualTo("price");
    }

    @Test
    void aFieldWithTheSameValuesUnderAnotherNameIsNotEqual() {
        Comparison one = Comparison.of(COLUMNS, Map.of("a", 1), Map.of("a", 1), Map.of("a", 1));
        Comparison other = Comparison.of(COLUMNS, Map.of("b", 1), Map.of("b", 1), Map.of("b", 1));

        assertThat(one.field("a")).isNotEqualTo(other.field("b"));
    }

    @Test
    void theTextHasNamesAndCountsAndNoValues() {
        Map<String, Object> base = new HashMap<>(Map.of("name", "secret", "city", "secret"));
        Comparison comparison = Comparison.of(COLUMNS, base, Map.of("name", "hidden"), base);

        assertThat(comparison).hasToString("2 fields, changed: [name: ATTEMPTED_ONLY]");
        assertThat(comparison.field("city")).hasToString("city: UNCHANGED");
    }

    private static Map<String, ?> price(String value) {
        return Map.of("price", new BigDecimal(value));
    }
}
