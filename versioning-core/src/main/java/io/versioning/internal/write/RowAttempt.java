package io.versioning.internal.write;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.TransactionScope;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One guarded write of one row in one scope: writes, judges a row that was not found at the expected version, and
 * writes again where another writer has just brought it there.
 *
 * <p>Success takes one statement, a conflict two. Not thread-safe.
 */
public final class RowAttempt {

    /** How often a row that turns out to be at the expected version after all is written again without a lock. */
    private static final int UNLOCKED_TRIES = 3;

    private final CheckedTable table;
    private final RowWrite write;
    private final TransactionScope scope;
    private final FailureTranslation failures;
    private final RowStatements statements;

    /**
     * A write that is about to be carried out.
     *
     * @param table the row's table
     * @param write the write
     * @param scope the transaction, or a connection in autocommit mode
     */
    public RowAttempt(CheckedTable table, RowWrite write, TransactionScope scope) {
        this.table = table;
        this.write = write;
        this.scope = scope;
        this.failures = FailureTranslation.of(table, scope, write.row());
        this.statements =
                write.statements().on(table, scope.connection(), write.row().precondition());
    }

    /**
     * Writes the row.
     *
     * @return the new version; of a deleted row, its last one
     * @throws ConflictException if the row was not at the expected version
     * @throws io.versioning.VersioningException if it was not written, or nobody can tell
     */
    public long run() {
        write.row().requireCountable(table.width().largest(), write.deletes());
        for (int attempt = 0; attempt < UNLOCKED_TRIES; attempt++) {
            Optional<Long> written = tryWrite();
            if (written.isPresent()) {
                return written.get();
            }
            throwIfConflict();
        }
        return writeLocked();
    }

    private Optional<Long> tryWrite() {
        WriteTransaction transaction = new WriteTransaction(scope, table.facts().triggers(), failures);
        try {
            return transaction.run(() -> execute(transaction));
        } catch (AttemptAbortedException aborted) {
            if (!scope.joined()) {
                throwConflictInsteadOf(aborted);
            }
            throw aborted;
        }
    }

    /** An attempt that the database gave up is a conflict if a fresh read, in no transaction, shows that it is. */
    private void throwConflictInsteadOf(AttemptAbortedException aborted) {
        try {
            throwIfConflict();
        } catch (AttemptAbortedException | DatabaseException readFailed) {
            aborted.addSuppressed(readFailed);
        }
    }

    private Optional<Long> execute(WriteTransaction transaction) throws SQLException {
        long expected = write.expected();
        RowStatements.Written written = statements.write();
        if (!transaction.requireAtMostOne(written.rows())) {
            return Optional.empty();
        }
        if (write.deletes()) {
            return Optional.of(expected);
        }
        if (written.version() != null) {
            transaction.requireVersion(expected + 1, written.version());
        }
        if (table.facts().triggers()) {
            // what a write returns was computed before the triggers that come after it
            transaction.settleDeferred();
            transaction.requireVersion(expected + 1, statements.loser().version());
        }
        return Optional.of(expected + 1);
    }

    private void throwIfConflict() {
        findConflict().ifPresent(conflict -> {
            throw new ConflictException(conflict);
        });
    }

    /** Reads the row in a statement of its own: one that is part of the write would see the version from before it. */
    private Optional<Conflict> findConflict() {
        try {
            return statements.loser().conflict(write.row(), table.dialect(), scope.joined());
        } catch (SQLException e) {
            throw failures.ofRead(SqlFailure.of(e));
        }
    }

    /** The row is at the expected version each time it is looked at, and is not written: lock it and see. */
    private long writeLocked() {
        WriteTransaction transaction = new WriteTransaction(scope, true, failures);
        Optional<Long> written = transaction.run(() -> {
            statements.lock();
            return execute(transaction);
        });
        if (written.isPresent()) {
            return written.get();
        }
        throwIfConflict();
        throw failures.heldBack();
    }
}
