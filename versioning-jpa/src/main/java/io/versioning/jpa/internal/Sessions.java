package io.versioning.jpa.internal;

import io.versioning.TableUnsuitableException;
import java.sql.SQLException;
import java.util.OptionalLong;

/** Where sessions and their transactions come from. */
public interface Sessions {

    /**
     * Reads in a transaction.
     *
     * @param <R> the answer
     */
    @FunctionalInterface
    interface Reading<R> {

        /**
         * Reads.
         *
         * @param scope a session in a transaction
         * @return the answer
         * @throws SQLException if a statement of the library's own fails
         */
        R in(SessionScope scope) throws SQLException;
    }

    /**
     * Writes in a transaction.
     *
     * @param <R> the answer
     */
    interface Writing<R> extends Reading<R> {

        /**
         * Looks at what was written, when all flushes are over.
         *
         * @throws TableUnsuitableException if it was written again meanwhile
         */
        void beforeCommit();

        /**
         * Tells what to make of a COMMIT that failed.
         *
         * @param scope the session
         * @param failure the database's error
         * @return the exception to throw
         */
        RuntimeException commitFailed(SessionScope scope, SQLException failure);
    }

    /**
     * Writes in a transaction; one of its own is committed.
     *
     * @param writing the write
     * @param <R> its answer
     * @return the answer
     * @throws SQLException if a statement of the library's own fails
     */
    <R> R write(Writing<R> writing) throws SQLException;

    /**
     * Tells whose transactions these are.
     *
     * @return true if the caller's, or parts of one
     */
    boolean joined();

    /**
     * Reads in a transaction, be it one that can only be rolled back.
     *
     * @param reading the read
     * @param <R> its answer
     * @return the answer
     * @throws SQLException if a statement of the library's own fails
     */
    <R> R read(Reading<R> reading) throws SQLException;

    /**
     * Tells at which version a persistence context has read an object.
     *
     * @param entity the object, no proxy
     * @return the version; empty if it is in no persistence context of these sessions
     */
    OptionalLong versionRead(Object entity);
}
