package io.versioning.examples.nightly;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line of the feed.
 *
 * @param number its place in the feed, from 1
 * @param seen the flight as the makers of the feed saw it, with its version
 * @param changes what they want to be otherwise, by column
 */
record FeedLine(long number, Flight seen, Map<String, ?> changes) {

    /** This line, for the flight as it is now. */
    FeedLine basedOn(Flight current, Map<String, ?> others) {
        return new FeedLine(number, current, others);
    }

    /** Describes the line to those who sent it. */
    @Override
    public String toString() {
        return "line " + number + ", " + seen.number() + " " + seen.route() + ", " + wishes();
    }

    private String wishes() {
        Map<String, ?> before = Flight.FIELDS.read(seen);
        return changes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(change -> change.getKey() + " " + before.get(change.getKey()) + " -> " + change.getValue())
                .collect(Collectors.joining(", "));
    }
}
