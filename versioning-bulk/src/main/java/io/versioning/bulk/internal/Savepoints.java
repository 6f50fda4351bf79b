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

    private final TransactionScope transaction;
    private final Connection connection;
    private final boolean holdsTheCall;
    private @Nullable Savepoint savepoint;

    private Savepoints(TransactionScope transaction, boolean holdsTheCall) {
        this.transaction = transaction;
        this.connection = transaction.connection();
        this.holdsTheCall = holdsTheCall;
    }

    /** For all chunks of a call, which are in one transaction. */
    static Savepoints of(TransactionScope transaction) {
        return new Savepoints(transaction, true);
    }

    /** For pieces of a chunk whose transaction is nobody else's. */
    static Savepoints inside(TransactionScope transaction) {
        return new Savepoints(transaction, false);
    }

    /** A savepoint to which was rolled back is there still, and serves again. */
    @Override
    public void begin() throws SQLException {
        if (savepoint == null) {
            savepoint = connection.setSavepoint();
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
        if (holdsTheCall) {
            connection.releaseSavepoint(begun);
        }
    }

    @Override
    public void undo() throws SQLException {
        Savepoint begun = savepoint;
        if (begun != null) {
            savepoint = null;
            connection.rollback(begun);
            if (holdsTheCall) {
                connection.releaseSavepoint(begun);
            } else {
                savepoint = begun;
            }
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
        return holdsTheCall;
    }

    @Override
    public boolean commits() {
        return false;
    }
}
