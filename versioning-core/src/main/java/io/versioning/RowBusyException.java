package io.versioning;

import org.jspecify.annotations.Nullable;

/**
 * Another transaction held the row for longer than the lock time-out allows; the row was not changed by this call.
 *
 * <p>Not a conflict: nothing is known of the row's version, and the same call may succeed later. On PostgreSQL the
 * surrounding transaction is aborted by this failure (SQLSTATE 55P03), on H2 it goes on (HYT00).
 */
public final class RowBusyException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param cause the database's error
     */
    public RowBusyException(String entity, Object id, @Nullable Throwable cause) {
        super(entity, id, "another transaction holds the row, and the lock time-out has passed", cause);
    }
}
