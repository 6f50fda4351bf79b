package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import java.sql.SQLException;

/** What surrounds the writing of a chunk, or of a piece of one, so that all of it is kept or none. Not thread-safe. */
interface ChunkScope {

    /** Begins; what was written before is left alone from here on. */
    void begin() throws SQLException;

    /** Lets what waits for the end of the transaction happen now, while the piece can still be undone. */
    void settle() throws SQLException;

    /** Keeps what was written, and tells whether that has its end: what was kept for the time being has it only then. */
    boolean keep() throws SQLException;

    /** Undoes what was written. */
    void undo() throws SQLException;

    /**
     * From here on pieces are kept for the time being only, each in a savepoint, as a COMMIT for each small piece would cost far
     * more than the piece does; every now and then they are committed.
     */
    default void split() {}

    /** Commits what was kept for the time being; from here on each piece is kept by itself. */
    default void unsplit() throws SQLException {}

    /** Undoes all that was kept for the time being; from here on each piece is kept by itself. */
    default void undoSplit() throws SQLException {}

    /** Nothing more can be done in the transaction, and nothing that was written in it will last. */
    void lose(SqlFailure failure);

    /**
     * Whether each piece is a transaction of its own: what is kept is committed, and one that the database gave up can
     * be tried again.
     */
    boolean commits();
}
