package io.versioning.benchmarks.bulk;

import java.math.BigDecimal;

/**
 * What one row is to become: the input that every way of writing gets.
 *
 * @param id the row
 * @param expected the version that it is to be at
 * @param allocation a new value
 * @param note another one
 */
record Change(long id, int expected, BigDecimal allocation, String note) {

    /** The change that takes a row from a version to the next. */
    static Change of(long id, int expected) {
        State next = State.of(id, expected + 1);
        return new Change(id, expected, next.allocation(), next.note());
    }

    /** The same with an allocation that the table refuses. */
    Change bad() {
        return new Change(id, expected, BigDecimal.valueOf(20_000, 2), note);
    }
}
