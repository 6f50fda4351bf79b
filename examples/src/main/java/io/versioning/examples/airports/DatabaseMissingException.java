package io.versioning.examples.airports;

/** The database that was asked for can't be had on this machine; the message says what to do. */
public final class DatabaseMissingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DatabaseMissingException(String message, Throwable cause) {
        super(message, cause);
    }
}
