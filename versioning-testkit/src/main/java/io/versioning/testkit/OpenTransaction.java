package io.versioning.testkit;

/**
 * A transaction of the caller's that is open, and the rows as seen in it.
 *
 * <p>Used by one thread at a time. It ends with {@link #commit}, {@link #rollback} or {@link #close}, once.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public interface OpenTransaction<ID, S> extends AutoCloseable {

    /**
     * Returns the rows as seen in this transaction.
     *
     * @return the rows
     */
    GuardedRows<ID, S> rows();

    /** Commits, as the caller would. */
    void commit();

    /** Rolls back, as the caller would. */
    void rollback();

    /**
     * Tells whether the library learns how this transaction ends.
     *
     * @return true if there is a transaction synchronisation
     */
    boolean endIsSeen();

    /** Rolls back unless the transaction has ended, and gives its connection back. */
    @Override
    void close();
}
