package io.versioning.examples.nightly;

import io.versioning.examples.nightly.WhyNot.Kind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happens to a flight in a night: to how many of a thousand, and how that must end. */
enum Fate {
    /** One line, which nothing stands in the way of. */
    USUAL(925),
    /** A dispatcher changes something else meanwhile. */
    OTHER_FIELD(15, WhyNot.of(Kind.CHANGED), Decision.MERGED),
    /** A dispatcher changes the same thing, twice, to something else. */
    SAME_FIELD(8, WhyNot.of(Kind.CHANGED), Decision.CLASHED),
    /** A dispatcher makes the same change. */
    SAME_EDIT(4, WhyNot.of(Kind.CHANGED), Decision.DONE_ALREADY),
    /** A dispatcher cancels the flight, and the feed moves its departure. */
    CANCELLED(5, WhyNot.of(Kind.CHANGED), Decision.CLASHED),
    /** A dispatcher deletes the flight. */
    DELETED(8, WhyNot.of(Kind.GONE), Decision.GONE),
    /** Two lines, one after the other. */
    TWICE(10, WhyNot.of(Kind.CHANGED), Decision.LATER_LINE),
    /** A line, and another one about the same thing at the end of the feed. */
    CORRECTED(5, WhyNot.of(Kind.CHANGED), Decision.LATER_LINE),
    WRONG_ROUTE(4, new WhyNot(Kind.INVALID, "destination is the origin"), null),
    WRONG_DAY(4, new WhyNot(Kind.INVALID, "departure is on another day"), null),
    NO_SEATS(4, new WhyNot(Kind.CONSTRAINT, "flight_has_seats"), null),
    LONG_GATE(4, WhyNot.of(Kind.UNFIT), null),
    UNKNOWN_AIRPORT(4, new WhyNot(Kind.CONSTRAINT, "flight_destination_known"), null);

    private static final int ALL = 1000;
    /** Shares no factor with 1000, so that among a thousand flights each place comes once. */
    private static final int SPREAD = 387;

    private final int share;
    private final @Nullable WhyNot failure;
    private final @Nullable Decision decision;

    Fate(int share) {
        this(share, null, null);
    }

    Fate(int share, @Nullable WhyNot failure, @Nullable Decision decision) {
        this.share = share;
        this.failure = failure;
        this.decision = decision;
    }

    /** The fate of a flight. */
    static Fate of(long id) {
        long place = id * SPREAD % ALL;
        for (Fate fate : values()) {
            place -= fate.share;
            if (place < 0) {
                return fate;
            }
        }
        throw new IllegalStateException("The shares do not add up to " + ALL);
    }

    boolean hasTwoLines() {
        return this == TWICE || this == CORRECTED;
    }

    /** Why its last line is not written at first, or empty if it is. */
    Optional<WhyNot> failure() {
        return Optional.ofNullable(failure);
    }

    /** What is decided about that line after the flight was read again, or empty if it is not read again. */
    Optional<Decision> decision() {
        return Optional.ofNullable(decision);
    }
}
