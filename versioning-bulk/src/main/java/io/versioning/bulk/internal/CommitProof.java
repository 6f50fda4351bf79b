package io.versioning.bulk.internal;

import io.versioning.internal.sql.Dialect;
import io.versioning.transaction.TransactionScope;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What tells, later and on another connection, whether a transaction of the library's was committed. Immutable.
 *
 * @param transaction the transaction, as PostgreSQL numbers it; null if it was not told
 * @param receipt the row that the transaction has left; null if there is none
 */
record CommitProof(
        @Nullable ServerTransaction transaction, @Nullable Receipt receipt) implements Serializable {

    private static final long serialVersionUID = 1L;

    /**
     * Asks whether the transaction was committed.
     *
     * @param scope another connection than that of the transaction, in autocommit mode
     * @param dialect its database
     * @return what is known
     */
    Status settle(TransactionScope scope, Dialect dialect) {
        Status status = transaction == null ? Status.UNKNOWN : TransactionStatus.of(transaction, scope.connection());
        return status == Status.UNKNOWN && receipt != null ? ReceiptStatus.of(receipt, scope, dialect) : status;
    }

    /**
     * A transaction of a PostgreSQL server's.
     *
     * @param id its number, which is never given twice while the epoch lasts
     * @param epoch the epoch in which it began
     */
    record ServerTransaction(long id, ServerEpoch epoch) implements Serializable {

        private static final long serialVersionUID = 1L;
    }

    /** Whether a transaction was committed. */
    enum Status {
        /** It is, and what it wrote is there for all to see. */
        COMMITTED,
        /** It is not, and never will be. */
        NOT_COMMITTED,
        /** Nobody can tell. */
        UNKNOWN
    }
}
