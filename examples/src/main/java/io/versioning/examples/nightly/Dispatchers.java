package io.versioning.examples.nightly;

import io.versioning.Outcome;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.RowChange;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** People who change flights after the feed was made, and before it arrives. */
final class Dispatchers {

    private final BulkTable flights;

    Dispatchers(FlightTable table) {
        this.flights = table.writtenBy("dispatcher");
    }

    /** Makes all their changes, and returns how many flights they deleted or changed. */
    long work(Timetable timetable) {
        Iterator<RowChange> changes =
                timetable.all().flatMap(flight -> changes(flight).stream()).iterator();
        return flights.stream(changes)
                .into(row -> {
                    if (!(row.outcome() instanceof Outcome.Applied)) {
                        throw new IllegalStateException("Nobody else is here yet, and still: " + row);
                    }
                })
                .counts()
                .applied();
    }

    /** Changes of one row take effect in their order, so each expects what the one before leaves. */
    private List<RowChange> changes(Flight flight) {
        if (Night.isDeleted(flight)) {
            return List.of(flights.delete(flight.id()).expecting(flight));
        }
        List<RowChange> changes = new ArrayList<>();
        long version = flight.version();
        for (Map<String, Object> change : Night.dispatched(flight)) {
            changes.add(flights.update(flight.id()).expecting(version).setAll(change));
            version++;
        }
        return changes;
    }
}
