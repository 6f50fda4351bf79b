package io.versioning.examples.nightly;

import io.versioning.jdbc.Row;
import io.versioning.merge.Change;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.ThreeWayMerge;
import java.util.Optional;

/**
 * What becomes of a line that was not written, now that its flight was read again.
 *
 * @param decision what was decided
 * @param line the line as it is to be tried again, based on what was read; or as it was, if it is not
 */
record Answer(Decision decision, FeedLine line) {

    // tag::rule[]
    /** Edits of different fields are joined; whether a flight that others cancelled is late, a person decides. */
    private static final ThreeWayMerge<Flight> MERGE =
            ThreeWayMerge.of(Flight.FIELDS).together("departure", "status");

    static Answer to(FeedLine line, Optional<Row> read) {
        if (read.isEmpty()) {
            return new Answer(Decision.GONE, line);
        }
        Flight current = Flight.of(read.get());
        if (NightlyFeed.ACTOR.equals(read.get().get("updated_by"))) {
            return new Answer(Decision.LATER_LINE, line.basedOn(current, line.changes()));
        }
        return MERGE.mergeChanges(line.seen(), line.changes(), current)
                .fold(
                        merged -> new Answer(Decision.MERGED, line.basedOn(current, merged.changes())),
                        clashed -> new Answer(isDone(clashed) ? Decision.DONE_ALREADY : Decision.CLASHED, line));
    }
    // end::rule[]

    /** Whether all that the line wants is so by now. */
    private static boolean isDone(Clashed<Flight> clashed) {
        return clashed.comparison().changedByAttempted().stream()
                .allMatch(field -> field.change() == Change.SAME_ON_BOTH);
    }
}
