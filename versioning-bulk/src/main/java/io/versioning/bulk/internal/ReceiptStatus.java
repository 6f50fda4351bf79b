package io.versioning.bulk.internal;

import io.versioning.bulk.internal.CommitProof.Status;
import io.versioning.internal.sql.Dialect;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks a receipt what became of its transaction. Where there is none, one is written that says 'never', in a transaction
 * of its own: so the transaction can't be committed any more, should it still be under way, and the next question gets the
 * same answer.
 */
final class ReceiptStatus {

    /** How long a question waits for the transaction that it is about. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

    private ReceiptStatus() {}

    /**
     * Asks.
     *
     * @param receipt the receipt
     * @param scope a connection in autocommit mode
     * @param dialect its database
     * @return the answer; unknown if there is none
     */
    static Status of(Receipt receipt, TransactionScope scope, Dialect dialect) {
        if (!receipt.isValid()) {
            return Status.UNKNOWN;
        }
        try {
            Connection connection = scope.connection();
            Optional<Boolean> said = receipt.read(connection);
            if (said.isEmpty() && preclude(receipt, scope, dialect)) {
                return Status.NOT_COMMITTED;
            }
            // somebody may have been faster: the transaction itself, or another who asks
            said = said.isPresent() ? said : receipt.read(connection);
            return said.map(ReceiptStatus::status).orElse(Status.UNKNOWN);
        } catch (SQLException noAnswer) {
            return Status.UNKNOWN;
        }
    }

    private static Status status(boolean committed) {
        return committed ? Status.COMMITTED : Status.NOT_COMMITTED;
    }

    private static boolean preclude(Receipt receipt, TransactionScope scope, Dialect dialect) throws SQLException {
        LockTimeout timeout = LockTimeout.begin(dialect, scope, LOCK_TIMEOUT);
        try {
            receipt.insert(scope.connection(), false); // committed at once
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() != null && e.getSQLState().startsWith("23")) {
                return false;
            }
            throw e;
        } finally {
            timeout.close();
        }
    }
}
