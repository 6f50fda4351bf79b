package io.versioning.bulk.internal;

/** Says that a row was not written, as something of the application's has failed. */
public final class NotWrittenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A row that was not written.
     *
     * @param cause what has failed
     */
    public NotWrittenException(RuntimeException cause) {
        super("A row was not written", cause, false, false);
    }
}
