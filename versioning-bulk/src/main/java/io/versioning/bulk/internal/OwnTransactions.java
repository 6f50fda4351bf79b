package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import org.jspecify.annotations.Nullable;

/**
 * A transaction for each piece, on a connection of the library's own. Not thread-safe.
 *
 * <p>At READ COMMITTED, whatever the connection's level is otherwise: above it PostgreSQL gives up a statement of many rows
 * for one of them that somebody else has written (manual, section 13.2.2).
 */
final class OwnTransactions implements ChunkScope, AutoCloseable {

    /** Their level, in the words of the standard. */
    static final String ISOLATION = "READ COMMITTED";

    /** Beyond 64 subtransactions of a transaction PostgreSQL looks up on disk whether a row is to be seen, for all sessions. */
    private static final int MOST_KEPT = 50;

    private final CheckedTable table;
    private final Connection connection;
    private final int isolation;
    private final CommitWitness witness;
    private @Nullable Savepoint savepoint;
    private boolean splits;
    private int kept;

    private OwnTransactions(CheckedTable table, Connection connection, int isolation, CommitWitness witness) {
        this.table = table;
        this.connection = connection;
        this.isolation = isolation;
        this.witness = witness;
    }

    /** Makes a connection ready that is in autocommit mode. */
    static OwnTransactions begin(CheckedTable table, Connection connection, CommitWitness witness) throws SQLException {
        int isolation = connection.getTransactionIsolation();
        if (isolation != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        return new OwnTransactions(table, connection, isolation, witness);
    }

    @Override
    public void begin() throws SQLException {
        if (kept == 0) {
            witness.begin();
            connection.setAutoCommit(false);
        }
        savepoint = splits ? connection.setSavepoint() : null;
    }

    @Override
    public void settle() throws SQLException {
        Deferred.settle(table, connection);
        if (!splits) {
            witness.beforeCommit(connection);
        }
    }

    @Override
    public boolean keep() throws SQLException {
        Savepoint begun = savepoint;
        if (begun != null) {
            connection.releaseSavepoint(begun);
            kept++;
            if (kept < MOST_KEPT) {
                return false;
            }
            witness.beforeCommit(connection);
        }
        kept = 0;
        connection.commit();
        return true;
    }

    @Override
    public void undo() throws SQLException {
        Savepoint begun = savepoint;
        if (begun == null) {
            connection.rollback();
        } else {
            connection.rollback(begun);
        }
    }

    @Override
    public void split() {
        splits = true;
    }

    @Override
    public void unsplit() throws SQLException {
        splits = false;
        if (kept > 0) {
            kept = 0;
            witness.beforeCommit(connection);
            connection.commit();
        }
    }

    @Override
    public void undoSplit() throws SQLException {
        splits = false;
        kept = 0;
        connection.rollback();
    }

    /** It is rolled back before the connection goes back. */
    @Override
    public void lose(SqlFailure failure) {}

    @Override
    public boolean commits() {
        return true;
    }

    /** Brings the connection back to what it was. */
    @Override
    public void close() {
        if (isolation == Connection.TRANSACTION_READ_COMMITTED) {
            OwnConnection.giveBack(connection);
        } else {
            OwnConnection.giveBack(connection, isolation);
        }
    }
}
