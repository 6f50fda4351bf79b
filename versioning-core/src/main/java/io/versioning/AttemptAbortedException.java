package io.versioning;

import org.jspecify.annotations.Nullable;

/**
 * The database gave up the attempt as a whole: serialization failure, deadlock, cancellation, or a transaction that an
 * earlier error had already aborted. Nothing of the attempt was written.
 *
 * <p>Not a conflict: nothing is known of the row's version. Where the call joined a transaction of the caller's, all
 * that was written in it is lost too. The caller must roll it back and may start again from a fresh read. H2 lets
 * statements that follow a failure of SQLSTATE class 40 commit on their own; going on in that transaction would commit
 * the second half of it without the first.
 */
public final class AttemptAbortedException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param why what the database reported, without column data
     * @param cause the database's error
     */
    public AttemptAbortedException(String entity, Object id, String why, @Nullable Throwable cause) {
        super(entity, id, "the attempt was aborted, and nothing of it was written: " + why, cause);
    }
}
