package io.versioning.jpa.internal;

import io.versioning.AttemptAbortedException;
import org.jspecify.annotations.Nullable;

/**
 * Says inside of a transaction that a row was not found as expected, or that the database gave up before that was known.
 * What it lost against is read later: where the library owns the transaction, after it was rolled back.
 */
final class LostRow extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient EntityRow row;
    private final boolean inContext;

    private LostRow(EntityRow row, boolean inContext, @Nullable Throwable cause) {
        super("A row was lost", cause, false, false);
        this.row = row;
        this.inContext = inContext;
    }

    /** A row that the persistence context had already, at another version. */
    static LostRow inContext(EntityRow row) {
        return new LostRow(row, true, null);
    }

    /** A row that was read at another version, or not found. */
    static LostRow read(EntityRow row) {
        return new LostRow(row, false, null);
    }

    /** A row that was not written, in the provider's words. */
    static LostRow written(EntityRow row, Throwable cause) {
        return new LostRow(row, false, cause);
    }

    EntityRow row() {
        return row;
    }

    /** Whether the other version may be that of an old object, and not that of the row. */
    boolean isInContext() {
        return inContext;
    }

    /** The database's giving up, after which nothing is known of the row; else null. */
    @Nullable
    AttemptAbortedException aborted() {
        return getCause() instanceof AttemptAbortedException aborted ? aborted : null;
    }
}
