package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Optional;

/** What surrounds the writing of a chunk, or of a piece of one, so that all of it is kept or none. Not thread-safe. */
interface ChunkScope {

    /** Begins; what was written before is left alone from here on. */
    void begin() throws SQLException;

    /**
     * Lets what waits for the end of the transaction happen now, while the piece can still be undone.
     *
     * @param hasWritten whether any row of it was written
     */
    void settle(boolean hasWritten) throws SQLException;

    /** Keeps what was written. */
    void keep() throws SQLException;

    /** Undoes what was written. */
    void undo() throws SQLException;

    /** Nothing more can be done in the transaction, and nothing that was written in it will last. */
    void lose(SqlFailure failure);

    /**
     * Whether each piece is a transaction of its own: what is kept is committed, and one that the database gave up can
     * be tried again.
     */
    boolean commits();

    /** Whether all that the call has written is lost with its transaction. */
    default boolean holdsTheCall() {
        return false;
    }

    /** Undoes what was done since a savepoint. */
    @FunctionalInterface
    interface Undoing {
        void to(Savepoint savepoint) throws SQLException;
    }

    /**
     * A scope for pieces of a piece, once that has begun; what is kept in it is kept with the whole. Empty where it would be
     * no other than this.
     *
     * @param undoing undoes one of them
     */
    default Optional<ChunkScope> inner(Undoing undoing) {
        return Optional.empty();
    }
}
