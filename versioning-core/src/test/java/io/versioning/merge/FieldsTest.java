package io.versioning.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FieldsTest {

    @Nested
    class OfAMap {

        private final Fields<Map<String, ?>> fields = Fields.ofMap();

        @Test
        void readsEachEntryInTheMapsOrder() {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", "Oulu");
            row.put("elevation", null);
            row.put("city", "Oulu");

            assertThat(fields.read(row))
                    .containsExactly(entry("name", "Oulu"), entry("elevation", null), entry("city", "Oulu"));
        }

        @Test
        void copiesWithOtherValuesAndLeavesTheOldMapAlone() {
            Map<String, Object> row = new LinkedHashMap<>(Map.of("name", "Oulu"));

            Map<String, ?> copy = fields.with(row, Collections.singletonMap("name", null));

            assertThat(copy).isEqualTo(Collections.singletonMap("name", null));
            assertThat(row).isEqualTo(Map.of("name", "Oulu"));
        }

        @Test
        void aCopyIsUnmodifiableAndDetached() {
            byte[] picture = {1, 2};
            byte[] newPicture = {3, 4};
            Map<String, Object> row = Map.of("old", picture, "new", picture);

            Map<String, ?> copy = fields.with(row, Map.of("new", newPicture));
            picture[0] = 9;
            newPicture[0] = 9;

            assertThat(copy.get("old")).isEqualTo(new byte[] {1, 2});
            assertThat(copy.get("new")).isEqualTo(new byte[] {3, 4});
            assertThatThrownBy(() -> copy.remove("old")).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void refusesAFieldThatTheMapDoesNotHave() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(Map.of("name", "Oulu"), Map.of("nmae", "Uleåborg")))
                    .withMessage("changes: no field nmae to compare; there are [name]");
        }

        @Test
        void refusesANullKey() {
            assertThatNullPointerException()
                    .isThrownBy(() -> fields.read(Collections.singletonMap(null, "Oulu")))
                    .withMessage("state: a field name is null");
        }

        @Test
        void knowsNoNamesBeforehand() {
            assertThat(fields.names()).isEmpty();
            assertThat(fields.ignoring("version").names()).isEmpty();
        }
    }

    @Nested
    class OfARecord {

        private final Fields<Airport> fields = Fields.ofRecord(Airport.class);

        @Test
        void readsEachComponentInItsOrder() {
            assertThat(fields.read(Airport.oulu()))
                    .containsExactly(
                            entry("code", "OUL"),
                            entry("name", "Oulu"),
                            entry("city", "Oulu"),
                            entry("latitude", 64.93),
                            entry("longitude", 25.35),
                            entry("elevation", 14),
                            entry("version", 5L));
        }

        @Test
        void knowsTheNamesBeforehand() {
            assertThat(fields.names())
                    .hasValueSatisfying(names -> assertThat(names)
                            .containsExactly("code", "name", "city", "latitude", "longitude", "elevation", "version"));
            assertThat(Airport.fields().names())
                    .hasValueSatisfying(names ->
                            assertThat(names).containsExactly("name", "city", "latitude", "longitude", "elevation"));
        }

        @Test
        void copiesWithOtherValues() {
            assertThat(fields.with(Airport.oulu(), Map.of("name", "Uleåborg", "elevation", 15)))
                    .isEqualTo(Airport.oulu().renamed("Uleåborg").raisedTo(15));
        }

        @Test
        void anObjectComponentMayBecomeNull() {
            assertThat(fields.with(Airport.oulu(), Collections.singletonMap("name", null)))
                    .isEqualTo(Airport.oulu().renamed(null));
        }

        @Test
        void refusesNullForAPrimitiveAndNamesTheField() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(Airport.oulu(), Collections.singletonMap("elevation", null)))
                    .withMessage("changes: field elevation of io.versioning.merge.Airport takes int, not null");
        }

        @Test
        void refusesAValueOfAnotherTypeAndDoesNotShowIt() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(Airport.oulu(), Map.of("elevation", "secret")))
                    .withMessage("changes: field elevation of io.versioning.merge.Airport takes int,"
                            + " not java.lang.String");
        }

        @Test
        void refusesAFieldThatTheRecordDoesNotHave() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(Airport.oulu(), Map.of("runway", 1)))
                    .withMessageStartingWith("changes: no field runway to compare");
        }

        @Test
        void theRecordsOwnRefusalReachesTheCaller() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> fields.with(Airport.oulu(), Map.of("latitude", 91.0)))
                    .withMessage("latitude is out of range");
        }

        @Test
        void whatAnAccessorThrowsReachesTheCaller() {
            record Broken(String name) {
                @Override
                public String name() {
                    throw new IllegalStateException("not loaded");
                }
            }
            assertThatThrownBy(() -> Fields.ofRecord(Broken.class).read(new Broken("Oulu")))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("not loaded");
        }

        @Test
        void anErrorInAConstructorReachesTheCaller() {
            record Fragile(boolean broken) {
                Fragile {
                    if (broken) {
                        throw new AssertionError("broken");
                    }
                }
            }
            assertThatThrownBy(() -> Fields.ofRecord(Fragile.class).with(new Fragile(false), Map.of("broken", true)))
                    .isExactlyInstanceOf(AssertionError.class);
        }

        @Test
        void aCopyIsDetached() {
            @SuppressWarnings("ArrayRecordComponent")
            record Picture(String title, byte[] bytes) {}
            Picture picture = new Picture("Oulu", new byte[] {1});
            Picture copy = Fields.ofRecord(Picture.class).with(picture, Map.of("title", "Uleåborg"));
            picture.bytes()[0] = 9;

            assertThat(copy.bytes()).containsExactly(1);
        }

        @Test
        void aRecordOfNothingHasNoFields() {
            record Nothing() {}
            assertThat(Fields.ofRecord(Nothing.class).read(new Nothing())).isEmpty();
        }

        @Test
        void refusesWhatIsNotARecordClass() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fields.ofRecord(Record.class))
                    .withMessage("type: java.lang.Record is not a record class");
            assertThatNullPointerException()
                    .isThrownBy(() -> Fields.ofRecord(null))
                    .withMessage("type");
        }
    }

    @Nested
    class Ignoring {

        @Test
        void ignoredFieldsAreNotReadAndACopyKeepsThem() {
            Fields<Airport> fields = Airport.fields();

            assertThat(fields.read(Airport.oulu())).doesNotContainKeys("code", "version");
            assertThat(fields.with(Airport.oulu(), Map.of("name", "Uleåborg", "version", 99L)))
                    .isEqualTo(Airport.oulu().renamed("Uleåborg"));
        }

        @Test
        void twoCallsIgnoreTheFieldsOfBoth() {
            assertThat(Airport.fields().ignoring("elevation").read(Airport.oulu()))
                    .containsOnlyKeys("name", "city", "latitude", "longitude");
        }

        @Test
        void aMisspeltNameOfARecordIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Fields.ofRecord(Airport.class).ignoring("verison"))
                    .withMessageStartingWith("ignoring: no field verison to compare; there are [code, name,");
            assertThatNullPointerException()
                    .isThrownBy(() -> Fields.ofMap().ignoring("version", null))
                    .withMessage("ignoring: a field name is null");
        }

        @Test
        void aMapMayLackAnIgnoredField() {
            assertThat(Fields.ofMap().ignoring("version").read(Map.of("name", "Oulu")))
                    .containsOnlyKeys("name");
        }
    }
}
