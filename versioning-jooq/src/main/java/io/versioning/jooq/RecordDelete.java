package io.versioning.jooq;

import io.versioning.jooq.internal.RecordTarget;
import org.jooq.Record;

/**
 * Deletes one row, only if it is at the expected version.
 *
 * <p>Immutable: each method returns a new delete, and nothing happens before {@link #apply}.
 *
 * @param <R> the type of the records
 */
public final class RecordDelete<R extends Record> {

    private final RecordTarget<R> target;

    RecordDelete(RecordTarget<R> target) {
        this.target = target;
    }

    /**
     * Asks for the current record in case of a conflict: see {@link RecordUpdate#withCurrentState}.
     *
     * @return the delete
     */
    public RecordDelete<R> withCurrentState() {
        return new RecordDelete<>(target.wantingCurrentState());
    }

    /**
     * Deletes the row, in one statement; fails as {@link RecordUpdate#apply} does. A row that is gone already is a
     * conflict of kind {@code MISSING}.
     */
    public void apply() {
        target.delete();
    }
}
