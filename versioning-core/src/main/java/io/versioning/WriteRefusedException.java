package io.versioning;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The database, or a rule of the application's, refused the values of a write; the row was not changed.
 *
 * <p>Not a conflict: the same values would be refused again. A duplicate key on an insert is one of these. On PostgreSQL
 * the surrounding transaction is aborted, on H2 it goes on.
 *
 * <p>The cause tells SQLSTATE, vendor code and stack trace of the database's error, but not its message, which may quote
 * column data.
 */
public final class WriteRefusedException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    private final Refusal refusal;

    /**
     * Creates the exception.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param refusal why it was refused
     * @param cause an exception without column data in its message, or null
     */
    public WriteRefusedException(String entity, Object id, Refusal refusal, @Nullable Throwable cause) {
        super(entity, id, "the write was refused: " + refusal, cause);
        this.refusal = Objects.requireNonNull(refusal, "refusal");
    }

    /**
     * Returns why the write was refused.
     *
     * @return the reason
     */
    public Refusal refusal() {
        return refusal;
    }
}
