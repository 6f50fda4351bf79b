package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.merge.Clash.Reason;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.MergeResult.Merged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MergeResultTest {

    private static final Fields<Map<String, ?>> COLUMNS = Fields.ofMap();
    private static final ThreeWayMerge<Map<String, ?>> MERGE = ThreeWayMerge.of(COLUMNS);

    private final MergeResult<Map<String, ?>> merged =
            MERGE.merge(row("secret", "secret"), row("hidden", "secret"), row("secret", "covert"));
    private final MergeResult<Map<String, ?>> clashed =
            MERGE.merge(row("secret", "secret"), row("hidden", "secret"), row("covert", "secret"));

    @Test
    void foldCallsTheFunctionOfItsResult() {
        assertThat(merged.<String>fold(result -> "merged", result -> "clashed")).isEqualTo("merged");
        assertThat(clashed.<String>fold(result -> "merged", result -> "clashed"))
                .isEqualTo("clashed");
        assertThat(merged.<String>fold(result -> null, result -> "clashed")).isNull();
    }

    @Test
    void foldRefusesAMissingFunctionAlsoWhereItIsNotCalled() {
        assertThatNullPointerException()
                .isThrownBy(() -> merged.fold(result -> 1, null))
                .withMessage("clashed");
        assertThatNullPointerException()
                .isThrownBy(() -> clashed.fold(null, result -> 1))
                .withMessage("merged");
    }

    @Test
    void noTextShowsAValue() {
        assertThat(merged).hasToString("merged 2 fields, changed: [name: ATTEMPTED_ONLY, city: CURRENT_ONLY]");
        assertThat(clashed).hasToString("clashed on 1 of 2 fields: [name: DIFFERENT_ON_BOTH CHANGED_ON_BOTH]");
    }

    @Test
    void equalResultsAreEqual() {
        assertThat(merged)
                .isEqualTo(MERGE.merge(row("secret", "secret"), row("hidden", "secret"), row("secret", "covert")));
        assertThat(clashed)
                .isEqualTo(MERGE.merge(row("secret", "secret"), row("hidden", "secret"), row("covert", "secret")))
                .isNotEqualTo(merged);
    }

    @Test
    void changesAndSourcesCannotBeChanged() {
        Merged<Map<String, ?>> result = (Merged<Map<String, ?>>) merged;

        assertThatThrownBy(() -> result.changes().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> result.sources().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((Clashed<?>) clashed).clashes().clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theSourceOfAnUnknownFieldIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ((Merged<?>) merged).source("nmae"))
                .withMessage("name: no field nmae to compare; there are [name, city]");
    }

    @Test
    void aMergeOfAFieldThatBothSidesChangedCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Merged<>("state", clashed.comparison()))
                .withMessageStartingWith("comparison: a field was changed by both sides")
                .withMessageNotContaining("secret");
    }

    @Test
    void aClashWithoutAFieldCannotBeMade() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Clashed<>(merged.comparison(), List.of()))
                .withMessage("clashes: at least one is needed");
    }

    @Test
    void theClashesAreCopied() {
        List<Clash> clashes = new ArrayList<>(((Clashed<?>) clashed).clashes());
        Clashed<?> copy = new Clashed<>(clashed.comparison(), clashes);
        clashes.clear();

        assertThat(copy.clashes()).hasSize(1);
    }

    @Test
    void nullIsRefusedByName() {
        FieldComparison name = merged.comparison().field("name");

        assertThatNullPointerException()
                .isThrownBy(() -> new Clash(null, Reason.NOT_ALLOWED))
                .withMessage("field");
        assertThatNullPointerException().isThrownBy(() -> new Clash(name, null)).withMessage("reason");
        assertThatNullPointerException()
                .isThrownBy(() -> new Merged<>(null, merged.comparison()))
                .withMessage("state");
        assertThatNullPointerException()
                .isThrownBy(() -> new Merged<>("", null))
                .withMessage("comparison");
        assertThatNullPointerException()
                .isThrownBy(() -> new Clashed<>(null, List.of()))
                .withMessage("comparison");
    }

    private static Map<String, ?> row(String name, String city) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("name", name);
        row.put("city", city);
        return row;
    }
}
