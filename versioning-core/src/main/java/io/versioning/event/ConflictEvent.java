package io.versioning.event;

import io.versioning.Conflict;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A conflict that has just been run into, with who ran into it.
 *
 * <p>Immutable, and thread-safe if the conflict is.
 */
public final class ConflictEvent {

    private final Conflict conflict;
    private final @Nullable String actor;
    private final int ordinal;

    private ConflictEvent(Conflict conflict, @Nullable String actor, int ordinal) {
        this.conflict = Objects.requireNonNull(conflict, "conflict");
        this.actor = actor;
        this.ordinal = ordinal;
    }

    /**
     * A conflict of a call.
     *
     * @param conflict what was run into
     * @param actor who attempted the update, or null if nobody is known
     * @param ordinal how many conflicts the same call had before this one; 0 for a single write
     * @return the event
     */
    public static ConflictEvent of(Conflict conflict, @Nullable String actor, int ordinal) {
        return new ConflictEvent(conflict, actor, ordinal);
    }

    /**
     * Returns what was run into.
     *
     * @return the conflict, with its current state if the call asked for it
     */
    public Conflict conflict() {
        return conflict;
    }

    /**
     * Returns who attempted the update.
     *
     * @return the user id as the application supplied it, neither escaped nor shortened; empty if nobody is known
     */
    public Optional<String> actor() {
        return Optional.ofNullable(actor);
    }

    /**
     * Returns the place of this conflict among those of the same call.
     *
     * @return 0 for the first conflict of a bulk and for a single write
     */
    public int ordinal() {
        return ordinal;
    }

    /** Describes the event without states. */
    @Override
    public String toString() {
        return conflict.toString();
    }
}
