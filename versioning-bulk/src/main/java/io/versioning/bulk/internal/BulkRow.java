package io.versioning.bulk.internal;

import io.versioning.internal.write.ExpectedRow;
import io.versioning.internal.write.Precondition;
import org.jspecify.annotations.Nullable;

/**
 * One row of a bulk, checked and ready to be bound. Immutable; nobody else holds the arrays.
 *
 * @param position its place among the rows that are written at once, from 0
 * @param id its id, as the caller gave it
 * @param key the parts of its id, as they are bound
 * @param expected the expected version
 * @param rank a number by which rows are ordered, and by which ids are told apart, where that is enough; else 0
 * @param shape what is done with it
 * @param values the values of the shape's columns, as they are bound
 */
@SuppressWarnings("ArrayRecordComponent") // there are as many of these as rows, and they are compared by nobody
record BulkRow(
        int position,
        Object id,
        Object[] key,
        long expected,
        long rank,
        Shape shape,
        @Nullable Object[] values) {

    /** A row of whose rank nothing more is known than that a key of one whole number is one. */
    static BulkRow of(int position, Object id, Object[] key, long expected, Shape shape, @Nullable Object[] values) {
        long rank = key.length == 1 && key[0] instanceof Long number ? number : 0;
        return new BulkRow(position, id, key, expected, rank, shape, values);
    }

    /** The same row where its database has ranked it. */
    BulkRow ranked(long place) {
        return new BulkRow(position, id, key, expected, place, shape, values);
    }

    /** Whether its rank says all of its key. */
    boolean isItsRank() {
        return key.length == 1 && key[0] instanceof Long;
    }

    ExpectedRow named(String entity) {
        return new ExpectedRow(entity, id, new Precondition(expected));
    }
}
