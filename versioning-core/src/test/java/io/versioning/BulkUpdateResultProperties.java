package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.BulkUpdateResult.Row;
import io.versioning.Conflict.ReadFrom;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Individual validation in bulk: the laws of the outcome types. */
class BulkUpdateResultProperties {

    @Property
    void asManyOutcomesAsRowsInInputOrder(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult<Long, String> result = result(outcomes);
        assertThat(result.outcomes()).isEqualTo(outcomes);
        assertThat(result.rows()).extracting(Row::position).isSorted().doesNotHaveDuplicates();
    }

    @Property
    void resultsAreEqualIfTheirRowsAre(
            @ForAll("outcomes") List<Outcome> some, @ForAll("outcomes") List<Outcome> others) {
        assertThat(result(some)).isEqualTo(result(some)).hasSameHashCodeAs(result(some));
        assertThat(result(some).equals(result(others))).isEqualTo(some.equals(others));
        assertThat(result(some).hashCode() == result(others).hashCode()).isEqualTo(some.equals(others));
    }

    @Property
    void everyRowIsExactlyOneOfSucceededFailedAndUnresolved(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult<Long, String> result = result(outcomes);
        List<Row<Long, String>> parts = Stream.of(result.succeeded(), result.failed(), result.unresolved())
                .flatMap(List::stream)
                .sorted(Comparator.comparingLong(Row::position))
                .toList();
        assertThat(parts).isEqualTo(result.rows());
    }

    @Property
    void onlyAppliedIsSuccessAndUnknownIsNeverAFailure(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult<Long, String> result = result(outcomes);
        assertThat(result.succeeded()).allMatch(row -> row.outcome() instanceof Applied);
        assertThat(result.failed()).noneMatch(row -> row.outcome() instanceof Outcome.Unknown);
        assertThat(result.unresolved()).allMatch(row -> row.outcome() instanceof Outcome.Unknown);
    }

    @Property
    void failedUpdatesAreThoseOfTheFailedRows(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult<Long, String> result = result(outcomes);
        assertThat(result.failedUpdates())
                .isEqualTo(result.failed().stream().map(Row::update).toList());
    }

    @Property
    void countsAddUp(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult.Counts counts = result(outcomes).counts();
        assertThat(counts.total()).isEqualTo(outcomes.size());
        assertThat(counts.applied()).isEqualTo(count(outcomes, Applied.class));
        assertThat(counts.conflicted()).isEqualTo(count(outcomes, Outcome.Conflicted.class));
        assertThat(counts.refused()).isEqualTo(count(outcomes, Outcome.Refused.class));
        assertThat(counts.notApplied()).isEqualTo(count(outcomes, NotApplied.class));
        assertThat(counts.unknown()).isEqualTo(count(outcomes, Outcome.Unknown.class));
    }

    @Property
    void throwsUnlessEveryRowWasWritten(@ForAll("outcomes") List<Outcome> outcomes) {
        BulkUpdateResult<Long, String> result = result(outcomes);
        if (outcomes.stream().allMatch(outcome -> outcome instanceof Applied)) {
            assertThat(result.throwIfAnyFailed()).isSameAs(result);
        } else {
            assertThatThrownBy(result::throwIfAnyFailed)
                    .isInstanceOfSatisfying(
                            BulkUpdateException.class,
                            thrown -> assertThat(thrown.result()).isSameAs(result));
        }
    }

    @Property
    void foldCallsTheFunctionOfTheGroup(@ForAll("outcome") Outcome outcome) {
        Class<?> called = outcome.fold(
                applied -> Applied.class,
                conflicted -> Outcome.Conflicted.class,
                refused -> Outcome.Refused.class,
                notApplied -> NotApplied.class,
                unknown -> Outcome.Unknown.class);
        assertThat(called).isEqualTo(outcome.getClass());
    }

    @Property
    void rowsOutOfOrderAreRefused(@ForAll("outcomes") List<Outcome> outcomes) {
        Assume.that(outcomes.size() > 1);
        List<Row<Long, String>> rows = new ArrayList<>(result(outcomes).rows());
        Collections.reverse(rows);
        assertThatThrownBy(() -> BulkUpdateResult.of(rows))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("place 0");
    }

    @Property
    void textPrintsNeitherIdsNorUpdates(@ForAll("outcomes") List<Outcome> outcomes) {
        assertThat(result(outcomes).toString()).doesNotContain("secret").startsWith("BulkUpdateResult[applied=");
    }

    @Example
    void outcomesReadAsWords() {
        assertThat(Applied.updated(7, Durability.COMMITTED)).hasToString("updated to version 7, committed");
        assertThat(Applied.deleted(Durability.PENDING)).hasToString("deleted, pending");
        assertThat(new Outcome.Refused(Refusal.constraint("positive", "23514")))
                .hasToString("refused: constraint positive (SQLSTATE 23514)");
        assertThat(new Outcome.Refused(Refusal.invalid(List.of("name: Smith is taken"))))
                .hasToString("refused: invalid (1 violations)");
        assertThat(NotApplied.because(NotApplied.BUSY, "55P03")).hasToString("not applied: busy (SQLSTATE 55P03)");
        assertThat(new Outcome.Unknown()).hasToString("unknown");
    }

    /** What may settle it is for whoever has made it, and tells nothing to others. */
    @Example
    void unknownOutcomesAreEqualWhateverMaySettleThem() {
        Outcome.Unknown settleable = Outcome.Unknown.with("secret");
        assertThat(settleable.evidence()).contains("secret");
        assertThat(new Outcome.Unknown().evidence()).isEmpty();
        assertThat(settleable)
                .isEqualTo(new Outcome.Unknown())
                .hasSameHashCodeAs(new Outcome.Unknown())
                .isNotEqualTo(NotApplied.because(NotApplied.ABORTED))
                .hasToString("unknown");
    }

    @Example
    void deletedRowHasNoVersion() {
        assertThat(Applied.deleted(Durability.COMMITTED).version()).isEmpty();
        assertThat(Applied.updated(7, Durability.COMMITTED).version()).hasValue(7);
    }

    private static BulkUpdateResult<Long, String> result(List<Outcome> outcomes) {
        List<Row<Long, String>> rows = new ArrayList<>();
        for (int position = 0; position < outcomes.size(); position++) {
            rows.add(new Row<>(position, 1000L + position, "secret " + position, outcomes.get(position)));
        }
        return BulkUpdateResult.of(rows);
    }

    private static int count(List<Outcome> outcomes, Class<?> type) {
        return (int) outcomes.stream().filter(type::isInstance).count();
    }

    @Provide
    Arbitrary<List<Outcome>> outcomes() {
        return outcome().list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<Outcome> outcome() {
        Arbitrary<Durability> durability = Arbitraries.of(Durability.class);
        return Arbitraries.oneOf(
                durability.map(Applied::deleted),
                durability.map(it -> Applied.updated(2, it)),
                Arbitraries.just(new Outcome.Conflicted(Conflict.missing("t", 1L, 1, ReadFrom.COMMITTED))),
                Arbitraries.of(Refusal.data("22001"), Refusal.heldBack(null)).map(Outcome.Refused::new),
                Arbitraries.of(NotApplied.BUSY, NotApplied.ABORTED).map(NotApplied::because),
                Arbitraries.just(new Outcome.Unknown()));
    }
}
