package io.versioning.bulk.internal;

import io.versioning.internal.sql.SqlFailure;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A savepoint for each piece, in a transaction that goes on after it. Not thread-safe. */
final class Savepoints implements ChunkScope {

    /** One name serves for all of them: each hides those that were set before it. */
    private static final String NAME = "versioning_piece";

    private final TransactionScope transaction;
    private final Connection connection;
    private final @Nullable Undoing undoing;
    private @Nullable Savepoint savepoint;

    private Savepoints(TransactionScope transaction, @Nullable Undoing undoing) {
        this.transaction = transaction;
        this.connection = transaction.connection();
        this.undoing = undoing;
    }

    /** For all chunks of a call, which are in one transaction. */
    static Savepoints of(TransactionScope transaction) {
        return new Savepoints(transaction, null);
    }

    /**
     * For pieces of a chunk whose transaction is nobody else's.
     *
     * @param undoing undoes one
     */
    static Savepoints inside(TransactionScope transaction, Undoing undoing) {
        return new Savepoints(transaction, undoing);
    }

    /** A savepoint to which was rolled back is there still, and serves again. */
    @Override
    public void begin() throws SQLException {
        if (savepoint == null) {
            savepoint = holdsTheCall() ? connection.setSavepoint() : connection.setSavepoint(NAME);
        }
    }

    /** What waits for the end of the caller's transaction goes on waiting. */
    @Override
    public void settle(boolean hasWritten) {}

    /** Those inside of a transaction of the library's own end with that, a round trip sooner. */
    @Override
    public void keep() throws SQLException {
        Savepoint begun = Objects.requireNonNull(savepoint);
        savepoint = null;
        if (holdsTheCall()) {
            connection.releaseSavepoint(begun);
        }
    }

    @Override
    public void undo() throws SQLException {
        Savepoint begun = savepoint;
        if (begun == null) {
            return;
        }
        savepoint = null;
        if (undoing == null) {
            connection.rollback(begun);
            connection.releaseSavepoint(begun);
        } else {
            undoing.to(begun);
            savepoint = begun;
        }
    }

    /** What the database has given up may have got new writes since, as by the rest of a batch: none of them may be kept. */
    @Override
    public void lose(SqlFailure failure) {
        transaction.doom(failure.safeCause());
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.safeCause().addSuppressed(e);
        }
    }

    @Override
    public boolean holdsTheCall() {
        return undoing == null;
    }

    @Override
    public boolean commits() {
        return false;
    }
}
