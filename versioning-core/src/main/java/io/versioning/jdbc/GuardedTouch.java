package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * Advances the version of one row, and sets nothing else but the table's stamps, only if the row is at the expected
 * version.
 *
 * <p>Immutable: each method returns a new touch, and nothing happens before {@link #apply}.
 */
public final class GuardedTouch {

    private final Target target;

    GuardedTouch(Target target) {
        this.target = target;
    }

    /**
     * Asks for the row's current state in case of a conflict: see {@link GuardedUpdate#withCurrentState}.
     *
     * @return the touch
     */
    public GuardedTouch withCurrentState() {
        return new GuardedTouch(target.wantingCurrentState());
    }

    /**
     * Hands the new version to the caller's object once it is written: see {@link GuardedUpdate#advancing}.
     *
     * @param holder takes the version
     * @return the touch
     */
    public GuardedTouch advancing(LongConsumer holder) {
        return new GuardedTouch(target.advancing(Objects.requireNonNull(holder, "holder")));
    }

    /**
     * Advances the version, in one statement; fails as {@link GuardedUpdate#apply} does.
     *
     * @return the new version: the expected one plus 1
     */
    @CanIgnoreReturnValue
    public long apply() {
        return target.update(Changes.NONE);
    }
}
