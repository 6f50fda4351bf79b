package io.versioning;

import io.versioning.internal.text.Carried;
import io.versioning.internal.text.SafeText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One row was not written, for the reason that the subclass names.
 *
 * <p>Of all subclasses the row is certainly unchanged by the call, with one exception: {@link OutcomeUnknownException}.
 */
public abstract class RowWriteException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final String entity;
    private final Carried id;

    /**
     * Creates the exception with a message that starts with the row: {@code Portfolio 42: ...}.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param what what happened, without column data
     * @param cause the failure behind it, or null
     */
    protected RowWriteException(String entity, Object id, String what, @Nullable Throwable cause) {
        super(SafeText.of(entity) + " " + SafeText.of(id) + ": " + what, cause);
        this.entity = entity;
        this.id = new Carried(Objects.requireNonNull(id, "id"));
    }

    /**
     * Returns the name of the entity or table.
     *
     * @return the name
     */
    public final String entity() {
        return entity;
    }

    /**
     * Returns the id of the row.
     *
     * @return the id as the caller gave it, or as text if it came out of a stream and could not be serialized
     */
    public final Object id() {
        return id.value();
    }
}
