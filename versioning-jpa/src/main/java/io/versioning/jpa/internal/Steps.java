package io.versioning.jpa.internal;

/**
 * What Hibernate has done with the row of a call: only what it did itself makes the call a success, and not that an object
 * carries the next version, which may be another writer's. Not thread-safe.
 */
final class Steps {

    private int begun;
    private int updates;
    private long statementsBefore;
    private boolean deleted;

    void begin() {
        begun++;
    }

    void update() {
        updates++;
    }

    /** A deletion begins, when so many statements were executed. */
    void beginDelete(long statements) {
        statementsBefore = statements;
    }

    /** A deletion is over, which Hibernate also says of one that was vetoed: no statement was executed for that. */
    void delete(long statements) {
        deleted = statements > statementsBefore;
    }

    boolean isUpdated() {
        return updates > 0;
    }

    boolean isDeleted() {
        return deleted;
    }

    /** Whether a write was begun that did not take place, as another listener did not want it to. */
    boolean isVetoed() {
        return begun > updates;
    }
}
