package io.versioning.jdbc;

/**
 * Deletes one row, only if it is at the expected version.
 *
 * <p>Immutable: each method returns a new delete, and nothing happens before {@link #apply}.
 */
public final class GuardedDelete {

    private final Target target;

    GuardedDelete(Target target) {
        this.target = target;
    }

    /**
     * Asks for the row's current state in case of a conflict: see {@link GuardedUpdate#withCurrentState}.
     *
     * @return the delete
     */
    public GuardedDelete withCurrentState() {
        return new GuardedDelete(target.wantingCurrentState());
    }

    /**
     * Deletes the row, in one statement; fails as {@link GuardedUpdate#apply} does. A row that is gone already is a
     * conflict of kind {@code MISSING}.
     */
    public void apply() {
        target.delete();
    }
}
