package io.versioning.jooq;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.jooq.internal.Assignments;
import io.versioning.jooq.internal.RecordTarget;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jooq.Record;

/**
 * Advances the version of one row, and sets nothing else but the table's stamps, only if the row is at the expected
 * version.
 *
 * <p>Immutable: each method returns a new touch, and nothing happens before {@link #apply}.
 *
 * @param <R> the type of the records
 */
public final class RecordTouch<R extends Record> {

    private final RecordTarget<R> target;

    RecordTouch(RecordTarget<R> target) {
        this.target = target;
    }

    /**
     * Asks for the current record in case of a conflict: see {@link RecordUpdate#withCurrentState}.
     *
     * @return the touch
     */
    public RecordTouch<R> withCurrentState() {
        return new RecordTouch<>(target.wantingCurrentState());
    }

    /**
     * Hands the new version to the caller's object once it is written: see {@link RecordUpdate#advancing}.
     *
     * @param holder takes the version
     * @return the touch
     */
    public RecordTouch<R> advancing(LongConsumer holder) {
        return new RecordTouch<>(target.advancing(Objects.requireNonNull(holder, "holder")));
    }

    /**
     * Advances the version, in one statement; fails as {@link RecordUpdate#apply} does.
     *
     * @return the new version: the expected one plus 1
     */
    @CanIgnoreReturnValue
    public long apply() {
        return target.update(Assignments.NONE);
    }
}
