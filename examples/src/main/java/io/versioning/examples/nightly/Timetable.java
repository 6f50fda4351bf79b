package io.versioning.examples.nightly;

import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Flights between airports, each made of its id alone, so that nobody has to keep them. */
final class Timetable {

    static final LocalDate DAY = LocalDate.of(2026, 7, 1);

    private static final int MINUTES_A_DAY = 24 * 60;
    /** A change of departure stays within the day. */
    private static final int LATEST_DEPARTURE = MINUTES_A_DAY - 2 * 60;

    private static final int MOST_CHANGES_BEFORE = 3;
    private static final int HIGHEST_NUMBER = 10_000;
    private static final int SMALLEST_PLANE = 50;
    private static final int LARGEST_PLANE = 400;

    private final List<String> airports;
    private final long flights;

    Timetable(List<String> airports, long flights) {
        this.airports = List.copyOf(airports);
        this.flights = flights;
    }

    long flights() {
        return flights;
    }

    Stream<Flight> all() {
        return LongStream.rangeClosed(1, flights).mapToObj(this::flight);
    }

    /** A flight before anybody changes it. */
    Flight flight(long id) {
        SplittableRandom random = new SplittableRandom(id);
        int origin = random.nextInt(airports.size());
        int destination = (origin + 1 + random.nextInt(airports.size() - 1)) % airports.size();
        return new Flight(
                id,
                "QX" + random.nextInt(1, HIGHEST_NUMBER),
                airports.get(origin),
                airports.get(destination),
                DAY.atStartOfDay().plusMinutes(random.nextInt(LATEST_DEPARTURE)),
                Gate.any(random),
                "SCHEDULED",
                random.nextInt(SMALLEST_PLANE, LARGEST_PLANE),
                random.nextLong(1, MOST_CHANGES_BEFORE));
    }
}
