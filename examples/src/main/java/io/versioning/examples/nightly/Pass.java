package io.versioning.examples.nightly;

import io.versioning.bulk.BulkSummary;
import java.util.Iterator;
import java.util.function.BooleanSupplier;

/**
 * A pass of lines through the table.
 *
 * @param tally what became of them
 * @param summary how the pass as a whole went
 */
record Pass(Tally tally, BulkSummary summary) {

    static Pass of(Iterator<FeedLine> feed, long lines, Writing flights, FeedProgress bar, BooleanSupplier isOver) {
        // tag::pass[]
        Tally tally = new Tally();
        BulkSummary summary =
                flights.stream(feed).ofTotal(lines).watchedBy(bar).until(isOver).into(tally);
        // end::pass[]
        return new Pass(tally, summary);
    }
}
