package io.versioning.bulk.internal;

import java.util.Comparator;
import java.util.Map;

/**
 * The one order in which rows are locked: any two calls that write some of the same rows lock them in the same order.
 * Rows are equal in it if they have the same id, as the database judges that.
 */
final class IdOrder {

    private IdOrder() {}

    /** For ids that Java tells apart exactly as the database does. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    static Comparator<BulkRow> exact() {
        return (one, other) -> {
            int order = 0;
            for (int part = 0; part < one.key().length && order == 0; part++) {
                order = ((Comparable) one.key()[part]).compareTo(other.key()[part]);
            }
            return order;
        };
    }

    /** For ids that the database has ranked. */
    static Comparator<BulkRow> ranked(Map<Integer, Long> rankByPosition) {
        return Comparator.comparing(row -> rankByPosition.getOrDefault(row.position(), 0L));
    }
}
