package io.versioning.examples.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.airports.Airport;
import io.versioning.examples.airports.Database;
import io.versioning.examples.airports.H2;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The proof is worth something only if it fails when something is wrong. */
class MorningTest {

    private static final Timetable TIMETABLE = new Timetable(List.of("FRA", "ORD", "MUC"), 1000);
    private static final List<Airport> AIRPORTS = Stream.of("FRA", "ORD", "MUC")
            .map(iata -> new Airport(iata, iata, "", "", "", 0, 0))
            .toList();

    @Test
    void everyFateIsMet() {
        assertThat(TIMETABLE.all().map(flight -> Fate.of(flight.id())).distinct())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(Fate.class));
        assertThat(Expected.of(TIMETABLE).written()).isEqualTo(940);
    }

    @Test
    void feedNamesEachFlightAsOftenAsItsFateSays() {
        Feed feed = new Feed(TIMETABLE);
        long[] lines = new long[1001];
        feed.forEach(line -> lines[(int) line.seen().id()]++);
        assertThat(Arrays.stream(lines).sum()).isEqualTo(feed.size()).isEqualTo(1015);
        assertThat(TIMETABLE.all())
                .allMatch(flight ->
                        lines[(int) flight.id()] == (Fate.of(flight.id()).hasTwoLines() ? 2 : 1));
    }

    @Test
    void flightThatIsNotAsItMustBeIsFound() {
        try (Database database = H2.start(2)) {
            FlightTable table = new FlightTable(database.dataSource());
            table.create();
            table.load(AIRPORTS, TIMETABLE);
            assertThat(table.differences(TIMETABLE)).isGreaterThan(900);
        }
    }

    @Test
    void numberThatDiffersIsNoSuccess() {
        assertThat(new Morning(List.of(new Morning.Check("written", 1, 1))).holds())
                .isTrue();
        assertThat(new Morning(List.of(new Morning.Check("written", 1, 1), new Morning.Check("gone", 0, 1))).holds())
                .isFalse();
    }
}
