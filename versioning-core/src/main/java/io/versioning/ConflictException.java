package io.versioning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The expected version did not hold, and the row was not changed.
 *
 * <p>The {@link #conflict()} says what was expected, what is there now and, where the call asked for it, what the row
 * looks like. A row that is busy, an attempt that the database aborted and an outcome that is unknown are not conflicts,
 * and have exceptions of their own.
 *
 * <pre>{@code
 * try {
 *     airports.update("ORD").expecting(version).set("name", name).withCurrentState().apply();
 * } catch (ConflictException e) {
 *     // airport ORD: expected version 5, found 7
 *     show(e.conflict());
 * }
 * }</pre>
 */
public final class ConflictException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    private final Conflict conflict;

    /**
     * Creates the exception.
     *
     * @param conflict what was run into
     */
    public ConflictException(Conflict conflict) {
        this(conflict, null);
    }

    /**
     * Creates the exception for a conflict that a framework reported in its own words.
     *
     * @param conflict what was run into
     * @param cause the framework's exception, or null
     */
    public ConflictException(Conflict conflict, @Nullable Throwable cause) {
        super(conflict.entity(), conflict.id(), conflict.finding(), cause);
        this.conflict = conflict;
    }

    /**
     * Returns what was run into.
     *
     * @return the conflict
     */
    public Conflict conflict() {
        return conflict;
    }

    /**
     * Returns the row as it was when the actual version was read.
     *
     * @param type the type that the adapter hands out
     * @param <T> the type
     * @return the state, or empty if the call did not ask for it or the row could not be read
     * @throws ClassCastException if the state is of another type
     */
    public <T> Optional<T> currentState(Class<T> type) {
        return conflict.currentState(type);
    }
}
