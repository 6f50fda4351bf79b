package io.versioning.bulk.internal;

import io.versioning.bulk.internal.CommitProof.ServerTransaction;
import io.versioning.bulk.internal.CommitProof.Status;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL what became of a transaction, by its number.
 *
 * <p>'Committed' counts while the epoch lasts in which the transaction began, and not after it: by then the number may be
 * another one's. 'Aborted' counts in any epoch of the same data: had ours been committed, its number would say so.
 */
final class TransactionStatus {

    /** In one statement, as between two of them a pool on the way may have changed the server. */
    private static final String QUESTION = """
            select pg_xact_status(?::text::xid8),
                   pg_is_in_recovery(),
                   %s
              from %s""".formatted(ServerEpoch.COLUMNS, ServerEpoch.TABLES);

    /** How often it asks about a transaction that is in progress, waiting twice as long each time. */
    private static final int TRIES = 8;

    private static final long FIRST_WAIT_MILLIS = 10;

    private TransactionStatus() {}

    /**
     * Asks.
     *
     * @param transaction the transaction
     * @param connection in autocommit mode
     * @return the answer; unknown if there is none, or none that counts
     */
    static Status of(ServerTransaction transaction, Connection connection) {
        try {
            long wait = FIRST_WAIT_MILLIS;
            for (int tried = 1; tried <= TRIES; tried++) {
                Answer answer = ask(transaction, connection);
                if (!answer.isInProgress(transaction)) {
                    return answer.about(transaction);
                }
                Thread.sleep(wait);
                wait *= 2;
            }
        } catch (SQLException noAnswer) {
            // such as 22023: of a number that the server has not given yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Status.UNKNOWN;
    }

    private static Answer ask(ServerTransaction transaction, Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(QUESTION)) {
            statement.setString(1, Long.toUnsignedString(transaction.id()));
            try (ResultSet found = statement.executeQuery()) {
                found.next();
                return new Answer(found.getString(1), found.getBoolean(2), ServerEpoch.read(found, 3));
            }
        }
    }

    /** What the server says; the word is missing if it has forgotten. */
    private record Answer(@Nullable String word, boolean standby, ServerEpoch epoch) {

        boolean isInProgress(ServerTransaction transaction) {
            return Objects.equals(word, "in progress") && !standby && epoch.equals(transaction.epoch());
        }

        Status about(ServerTransaction transaction) {
            ServerEpoch then = transaction.epoch();
            if (standby || word == null || epoch.system() != then.system()) {
                return Status.UNKNOWN;
            }
            return switch (word) {
                case "aborted" -> Status.NOT_COMMITTED;
                case "committed" -> epoch.equals(then) ? Status.COMMITTED : Status.UNKNOWN;
                default -> Status.UNKNOWN;
            };
        }
    }
}
