package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.merge.Edits.Edit;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Timestamp;
import java.util.Date;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of a comparison, and of the sameness that it rests on. */
@SuppressWarnings("JavaUtilDate")
class ComparisonProperties {

    @Provide
    Arbitrary<Edits> edits() {
        return Edits.any();
    }

    @Provide
    Arbitrary<Object> scalars() {
        Arbitrary<Integer> small = Arbitraries.integers().between(-2, 2);
        return Arbitraries.oneOf(
                Arbitraries.of(Double.NaN, Float.NaN, -0.0, Double.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, "1"),
                small.map(number -> (Object) number),
                small.map(Integer::longValue),
                small.map(Integer::doubleValue),
                small.map(Integer::floatValue),
                small.map(BigInteger::valueOf),
                Combinators.combine(small, Arbitraries.integers().between(0, 2))
                        .as((number, scale) -> BigDecimal.valueOf(number).setScale(scale)),
                small.map(millis -> new Date(millis)),
                small.map(millis -> new java.sql.Date(millis)),
                small.map(millis -> new Timestamp(millis)));
    }

    @Provide
    Arbitrary<Object> values() {
        return Arbitraries.oneOf(
                scalars(),
                scalars().array(Object[].class).ofMaxSize(2).map(array -> array),
                Arbitraries.bytes()
                        .between((byte) 0, (byte) 1)
                        .array(byte[].class)
                        .ofMaxSize(2));
    }

    @Property
    void eachFieldOfTheBaseIsComparedOnceAndInItsOrder(@ForAll("edits") Edits edits) {
        assertThat(compare(edits).fields())
                .extracting(FieldComparison::name)
                .containsExactlyElementsOf(edits.byName().keySet());
    }

    @Property
    void eachFieldHasItsThreeValuesAndItsChange(@ForAll("edits") Edits edits) {
        for (FieldComparison field : compare(edits).fields()) {
            assertThat(Sameness.same(field.base(), edits.base().get(field.name())))
                    .isTrue();
            assertThat(Sameness.same(field.attempted(), edits.attempted().get(field.name())))
                    .isTrue();
            assertThat(Sameness.same(field.current(), edits.current().get(field.name())))
                    .isTrue();
            assertThat(field.change()).isEqualTo(change(edits.byName().get(field.name())));
        }
    }

    @Property
    void sayingThatAFieldWasChangedAgreesWithTheListsOfChanges(@ForAll("edits") Edits edits) {
        Comparison comparison = compare(edits);

        assertThat(comparison.changed())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrderElementsOf(edits.names(Edit::byAny));
        assertThat(comparison.changedByAttempted())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrderElementsOf(edits.names(Edit::byAttempted));
        assertThat(comparison.changedByCurrent())
                .extracting(FieldComparison::name)
                .containsExactlyInAnyOrderElementsOf(edits.names(Edit::byCurrent));
    }

    @Property
    void samenessIsSymmetricAndEachValueIsTheSameAsItsCopy(
            @ForAll("values") Object one, @ForAll("values") Object other) {
        assertThat(Sameness.same(one, Detached.copy(one))).isTrue();
        assertThat(Sameness.same(one, other)).isEqualTo(Sameness.same(other, one));
    }

    @Property
    void samenessIsTransitive(
            @ForAll("scalars") Object one, @ForAll("scalars") Object other, @ForAll("scalars") Object third) {
        if (Sameness.same(one, other) && Sameness.same(other, third)) {
            assertThat(Sameness.same(one, third)).isTrue();
        }
    }

    private static Comparison compare(Edits edits) {
        return Comparison.of(Fields.ofMap(), edits.base(), edits.attempted(), edits.current());
    }

    private static Change change(Edit edit) {
        if (edit.byBoth()) {
            return edit.attempted() == edit.current() ? Change.SAME_ON_BOTH : Change.DIFFERENT_ON_BOTH;
        }
        if (edit.byAttempted()) {
            return Change.ATTEMPTED_ONLY;
        }
        return edit.byCurrent() ? Change.CURRENT_ONLY : Change.UNCHANGED;
    }
}
