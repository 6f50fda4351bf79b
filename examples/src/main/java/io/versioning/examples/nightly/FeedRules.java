package io.versioning.examples.nightly;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** What a line must be like, as far as that shows without a look into the table. */
final class FeedRules {

    private FeedRules() {}

    static List<String> violations(FeedLine line) {
        List<String> violations = new ArrayList<>();
        if (line.seen().origin().equals(line.changes().get("destination"))) {
            violations.add("destination is the origin");
        }
        if (line.changes().get("departure") instanceof LocalDateTime departure
                && !departure.toLocalDate().equals(Timetable.DAY)) {
            violations.add("departure is on another day");
        }
        return violations;
    }
}
