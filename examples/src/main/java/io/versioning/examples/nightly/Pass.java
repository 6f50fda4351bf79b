package io.versioning.examples.nightly;

import io.versioning.bulk.BulkSummary;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.RowChange;
import io.versioning.bulk.RowValidator;
import java.time.Duration;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/**
 * A pass of lines through the table.
 *
 * @param tally what became of them
 * @param summary how the pass as a whole went
 */
record Pass(Tally tally, BulkSummary summary) {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    static Pass of(Iterator<FeedLine> feed, long lines, BulkTable flights, FeedProgress bar, BooleanSupplier isOver) {
        // tag::pass[]
        Tally tally = new Tally();
        BulkTable judged =
                flights.lockTimeout(LONGEST_WAIT).validatedBy(RowValidator.of(FeedLine.class, FeedRules::violations));
        BulkSummary summary = judged.stream(feed, line -> change(judged, line))
                .ofTotal(lines)
                .watchedBy(bar)
                .until(isOver)
                .into(tally);
        // end::pass[]
        return new Pass(tally, summary);
    }

    // tag::change[]
    private static RowChange change(BulkTable flights, FeedLine line) {
        return flights.update(line.seen().id()).expecting(line.seen()).setAll(line.changes());
    }
    // end::change[]
}
