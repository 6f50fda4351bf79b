package io.versioning.bulk.internal;

import io.versioning.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * Notes what the server says of each transaction of the library's: what will prove whether it was committed, should the
 * answer to its COMMIT not arrive; and its isolation level. Not thread-safe.
 */
final class CommitWitness {

    private final @Nullable ServerEpoch epoch;
    private final @Nullable String receipts;
    private CommitProof.@Nullable ServerTransaction transaction;
    private @Nullable Receipt receipt;
    private boolean doubts;
    private @Nullable String level;

    /**
     * A witness.
     *
     * @param epoch the server's epoch, before the first transaction; null if it is not told
     * @param receipts the table of receipts; null if none are wanted
     */
    CommitWitness(@Nullable ServerEpoch epoch, @Nullable String receipts) {
        this.epoch = epoch;
        this.receipts = receipts;
    }

    /** Sees nothing. */
    static CommitWitness blind() {
        return new CommitWitness(null, null);
    }

    /** Whether it wants to know the number of the transaction. */
    boolean asksForTransaction() {
        return epoch != null;
    }

    /** A transaction begins. */
    void begin() {
        transaction = null;
        receipt = null;
        level = null;
    }

    /**
     * Rows were written.
     *
     * @param id the number of the transaction; 0 if it has none, as it has not written anything
     * @param started when the server was started that wrote them
     * @param level the isolation level
     */
    void wrote(long id, long started, String level) {
        this.level = level;
        if (epoch == null || epoch.started() != started) {
            doubts = true; // the epoch is that of another server, or of another life of this one
            transaction = null;
        } else if (id != 0) {
            transaction = new CommitProof.ServerTransaction(id, epoch);
        }
    }

    /** The isolation level at which rows were written; null if nobody told. */
    @Nullable
    String level() {
        return level;
    }

    /** The transaction is about to be committed. */
    void beforeCommit(Connection connection) throws SQLException {
        if (receipts != null) {
            receipt = Receipt.leave(receipts, connection);
        }
    }

    /** The answer to the COMMIT did not arrive: what is said of a row that was written. */
    Outcome unknown(Outcome.Applied ifCommitted) {
        doubts = true;
        if (transaction == null && receipt == null) {
            return new Outcome.Unknown();
        }
        return Outcome.Unknown.with(new Evidence(new CommitProof(transaction, receipt), ifCommitted));
    }

    /** Whether the epoch may be over. */
    boolean doubts() {
        return doubts;
    }
}
