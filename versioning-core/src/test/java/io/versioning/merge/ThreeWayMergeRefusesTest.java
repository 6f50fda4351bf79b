package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ThreeWayMergeRefusesTest {

    private final Airport base = Airport.oulu();
    private final ThreeWayMerge<Airport> all = ThreeWayMerge.of(Airport.fields());

    @Test
    void aMisspeltNameAsSoonAsItIsSetUp() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.excluding("elevtaion"))
                .withMessage("excluding: no field elevtaion to compare;"
                        + " there are [name, city, latitude, longitude, elevation]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.allowing("elevtaion"))
                .withMessageStartingWith("allowing: no field elevtaion");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.together("latitude", "longtiude"))
                .withMessageStartingWith("together: no field longtiude");
    }

    @Test
    void anIgnoredFieldAsOneToMerge() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> all.excluding("version"))
                .withMessageStartingWith("excluding: no field version to compare");
    }

    @Test
    void aMisspeltNameOfAMapByTheMerge() {
        ThreeWayMerge<Map<String, ?>> merge = ThreeWayMerge.of(Fields.ofMap());
        Map<String, ?> row = Map.of("price", "secret");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> merge.excluding("prize").merge(row, row, row))
                .withMessage("excluding: no field prize to compare; there are [price]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merge.allowing("prize").merge(row, row, row))
                .withMessage("allowing: no field prize to compare; there are [price]");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> merge.together("price", "currency").merge(row, row, row))
                .withMessage("together: no field currency to compare; there are [price]");
    }

    @Test
    void nullByName() {
        assertThatNullPointerException()
                .isThrownBy(() -> ThreeWayMerge.of(null))
                .withMessage("fields");
        assertThatNullPointerException()
                .isThrownBy(() -> all.merge(null, base, base))
                .withMessage("base");
        assertThatNullPointerException()
                .isThrownBy(() -> all.merge(base, null, base))
                .withMessage("attempted");
        assertThatNullPointerException()
                .isThrownBy(() -> all.merge(base, base, null))
                .withMessage("current");
        assertThatNullPointerException()
                .isThrownBy(() -> all.mergeChanges(base, null, base))
                .withMessage("changes");
        assertThatNullPointerException()
                .isThrownBy(() -> all.excluding("name", null))
                .withMessage("excluding: a field name is null");
        assertThatNullPointerException()
                .isThrownBy(() -> all.together("name", null))
                .withMessage("together: a field name is null");
    }

    @Test
    void aMergedStateThatTheRecordItselfRefuses() {
        record Span(int start, int end) {
            Span {
                if (start > end) {
                    throw new IllegalArgumentException("start is after end");
                }
            }
        }
        ThreeWayMerge<Span> merge = ThreeWayMerge.of(Fields.ofRecord(Span.class));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> merge.merge(new Span(1, 9), new Span(8, 9), new Span(1, 2)))
                .withMessage("start is after end");
    }
}
