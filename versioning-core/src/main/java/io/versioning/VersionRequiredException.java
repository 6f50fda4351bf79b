package io.versioning;

import io.versioning.internal.text.SafeText;
import org.jspecify.annotations.Nullable;

/**
 * No expected version was given, or a negative one; nothing was sent to the database.
 *
 * <p>A missing version never means 'no check'. Over HTTP this is the status 428 Precondition Required (RFC 6585,
 * section 3).
 */
public final class VersionRequiredException extends RowWriteException {

    private static final long serialVersionUID = 1L;

    private VersionRequiredException(String entity, Object id, String what, @Nullable Throwable cause) {
        super(entity, id, what, cause);
    }

    /**
     * The caller gave no version.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @return the exception
     */
    public static VersionRequiredException missing(String entity, Object id) {
        return new VersionRequiredException(
                entity, id, "no expected version was given; pass the version that the row was read at", null);
    }

    /** The caller gave an object that has none. */
    static VersionRequiredException lost(String entity, Object id, RuntimeException cause) {
        return new VersionRequiredException(
                entity,
                id,
                "the object that was given has no version: it is new, or its version was lost on the way; pass the"
                        + " version that the row was read at",
                cause);
    }

    /**
     * The caller gave a number that is no version.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param given what was given
     * @return the exception
     */
    public static VersionRequiredException notAVersion(String entity, Object id, Number given) {
        return new VersionRequiredException(
                entity,
                id,
                "the expected version must be a whole number from 0 up, and was " + SafeText.of(given),
                null);
    }
}
