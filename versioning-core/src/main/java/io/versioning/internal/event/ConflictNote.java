package io.versioning.internal.event;

import io.versioning.Conflict;

/**
 * What an adapter found out about a conflict that a framework reports in its own words: attached to the framework's
 * exception as a suppressed one, which changes nothing for those who catch it.
 */
public final class ConflictNote extends Exception {

    private static final long serialVersionUID = 1L;

    private final Conflict conflict;

    /**
     * Makes a note.
     *
     * @param conflict the conflict that the framework's exception is about
     */
    public ConflictNote(Conflict conflict) {
        super(conflict.toString(), null, false, false);
        this.conflict = conflict;
    }

    /**
     * Returns the conflict.
     *
     * @return what the framework ran into
     */
    public Conflict conflict() {
        return conflict;
    }
}
