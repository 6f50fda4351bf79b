package io.versioning;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The database, or the way to it, failed in a manner that says nothing about the row: no connection to be had, a
 * permission, a full disk. Nothing was written by the call.
 */
public final class DatabaseException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String sqlState;

    /**
     * Creates the exception.
     *
     * @param message what failed, without column data
     * @param sqlState the SQLSTATE, or null if there is none
     * @param cause the database's error
     */
    public DatabaseException(String message, @Nullable String sqlState, @Nullable Throwable cause) {
        super(message, cause);
        this.sqlState = sqlState;
    }

    /**
     * Returns the SQLSTATE of the failure (ISO/IEC 9075-2, subclause 24.1, and the database's manual).
     *
     * @return five characters, or empty if the driver gave none
     */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }
}
