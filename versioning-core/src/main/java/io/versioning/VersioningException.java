package io.versioning;

import org.jspecify.annotations.Nullable;

/**
 * The root of all exceptions that the library throws about the database and the rows in it.
 *
 * <p>A misuse of the API (an unknown column, a null argument) is an {@link IllegalArgumentException} or an
 * {@link IllegalStateException} instead. Messages hold names, ids and versions, and no column data.
 */
public abstract class VersioningException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what happened, to which row
     * @param cause the failure behind it, or null
     */
    protected VersioningException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
