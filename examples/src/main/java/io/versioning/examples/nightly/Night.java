package io.versioning.examples.nightly;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What dispatchers do to each flight while the feed is on its way, and what the feed says of it. */
final class Night {

    /** What the feed wants, and what others want, must differ. */
    private static final int FEED = 1;

    private static final int FEED_LATER = 2;
    private static final int DISPATCHER = 5;
    private static final Duration LATE = Duration.ofMinutes(45);

    private Night() {}

    /** The changes that dispatchers make, one after the other. */
    static List<Map<String, Object>> dispatched(Flight flight) {
        return switch (Fate.of(flight.id())) {
            case OTHER_FIELD -> List.of(Map.of("seats", flight.seats() + DISPATCHER));
            case SAME_FIELD -> List.of(gate(flight, DISPATCHER), gate(flight, DISPATCHER + DISPATCHER));
            case SAME_EDIT -> List.of(gate(flight, FEED));
            case CANCELLED -> List.of(Map.of("status", "CANCELLED"));
            default -> List.of();
        };
    }

    static boolean isDeleted(Flight flight) {
        return Fate.of(flight.id()) == Fate.DELETED;
    }

    /** What the first line about a flight wants. */
    static Map<String, Object> line(Flight flight) {
        return switch (Fate.of(flight.id())) {
            case USUAL, DELETED -> usual(flight);
            case OTHER_FIELD, SAME_FIELD, SAME_EDIT, CORRECTED -> gate(flight, FEED);
            case CANCELLED -> Map.of("departure", flight.departure().plus(LATE));
            case TWICE -> delay(flight);
            case WRONG_ROUTE -> Map.of("destination", flight.origin());
            case WRONG_DAY -> Map.of("departure", flight.departure().plusDays(1));
            case NO_SEATS -> Map.of("seats", 0);
            case LONG_GATE -> Map.of("gate", flight.gate() + "-WEST");
            case UNKNOWN_AIRPORT -> Map.of("destination", "NOWHERE");
        };
    }

    /** What the second line about a flight wants, if there is one. */
    static Map<String, Object> secondLine(Flight flight) {
        return gate(flight, FEED_LATER);
    }

    private static Map<String, Object> usual(Flight flight) {
        int kinds = 4;
        return switch ((int) (flight.id() % kinds)) {
            case 0 -> delay(flight);
            case 1 -> Map.of("seats", flight.seats() + FEED);
            case 2 -> Map.of("gate", Gate.after(flight.gate(), FEED), "status", "BOARDING");
            default -> gate(flight, FEED);
        };
    }

    private static Map<String, Object> gate(Flight flight, int steps) {
        return Map.of("gate", Gate.after(flight.gate(), steps));
    }

    private static Map<String, Object> delay(Flight flight) {
        return Map.of("departure", flight.departure().plus(LATE), "status", "DELAYED");
    }

    /** The flight as it must be in the morning, or empty if it must be gone. */
    static Optional<Flight> morning(Flight flight) {
        Fate fate = Fate.of(flight.id());
        if (isDeleted(flight)) {
            return Optional.empty();
        }
        Flight now = flight;
        for (Map<String, Object> change : dispatched(flight)) {
            now = now.after(change);
        }
        if (fate.hasTwoLines()) {
            return Optional.of(now.after(line(flight)).after(secondLine(flight)));
        }
        boolean isWritten = fate.failure().isEmpty()
                || fate.decision().filter(Decision::triesAgain).isPresent();
        return Optional.of(isWritten ? now.after(line(flight)) : now);
    }
}
