package io.versioning.examples.nightly;

import io.versioning.bulk.Bulk;
import io.versioning.bulk.BulkStream;
import io.versioning.bulk.RowValidator;
import java.time.Duration;
import java.util.Iterator;

/** Writes lines of the feed to the table of flights, over one of the library's doors. */
interface Writing extends AutoCloseable {

    BulkStream<FeedLine> stream(Iterator<FeedLine> lines);

    /** What is the same over all doors. */
    static <C, B extends Bulk<C, B>> B careful(B flights) {
        return flights.lockTimeout(Duration.ofSeconds(2))
                .validatedBy(RowValidator.of(FeedLine.class, FeedRules::violations));
    }

    @Override
    default void close() {}
}
