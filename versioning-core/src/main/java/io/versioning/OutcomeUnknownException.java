package io.versioning;

import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost at a point from which nobody can tell whether the row was written.
 *
 * <p>This happens when the answer to COMMIT, or to a write in autocommit mode, does not arrive. Don't repeat the call:
 * read the row. At version {@code expected} the write did not take place; at {@code expected + 1} it may have been this
 * write or another writer's, and only the row's content can tell.
 */
public final class OutcomeUnknownException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    private final @Nullable Long expected;

    /**
     * Creates the exception for a write that expected a version.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param expected the expected version, or null for an insert
     * @param cause the failure of the connection
     */
    public OutcomeUnknownException(String entity, Object id, @Nullable Long expected, @Nullable Throwable cause) {
        super(entity, id, describe(expected), cause);
        this.expected = expected;
    }

    private static String describe(@Nullable Long expected) {
        String what = expected == null ? "insert" : "write that expected version " + expected;
        return "the connection was lost, and whether the " + what + " took place is unknown";
    }

    /**
     * Returns the version that the write expected.
     *
     * @return the expected version, or empty for an insert
     */
    public OptionalLong expected() {
        return expected == null ? OptionalLong.empty() : OptionalLong.of(expected);
    }
}
