package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A transaction for each piece, on a connection of the library's own. Not thread-safe.
 *
 * <p>At READ COMMITTED, whatever the connection's level is otherwise: above it PostgreSQL gives up a statement of many rows
 * for one of them that somebody else has written (manual, section 13.2.2).
 */
final class OwnTransactions implements ChunkScope, AutoCloseable {

    /** Their level, in the words of the standard. */
    static final String ISOLATION = "READ COMMITTED";

    private final CheckedTable table;
    private final Connection connection;
    private final int isolation;
    private final CommitWitness witness;

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
        witness.begin();
        connection.setAutoCommit(false);
    }

    @Override
    public void settle(boolean hasWritten) throws SQLException {
        Deferred.settle(table, connection);
        if (hasWritten) {
            witness.beforeCommit(connection);
        }
    }

    @Override
    public void keep() throws SQLException {
        connection.commit();
    }

    @Override
    public void undo() throws SQLException {
        connection.rollback();
    }

    @Override
    public Optional<ChunkScope> inner(Undoing undoing) {
        return Optional.of(Savepoints.inside(new OwnTransaction(connection), undoing));
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
