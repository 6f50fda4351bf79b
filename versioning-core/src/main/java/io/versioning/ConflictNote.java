package io.versioning;

/** A conflict, attached to the exception in which a framework reports it in its own words. */
final class ConflictNote extends Exception {

    private static final long serialVersionUID = 1L;

    private final Conflict conflict;

    ConflictNote(Conflict conflict) {
        super(conflict.toString(), null, false, false);
        this.conflict = conflict;
    }

    Conflict conflict() {
        return conflict;
    }
}
