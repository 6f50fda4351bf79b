package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A transaction for each piece, on a connection of the library's own. Not thread-safe.
 *
 * <p>At READ COMMITTED, whatever the connection's level is otherwise: above it PostgreSQL gives up a statement of many rows
 * for one of them that somebody else has written (manual, section 13.2.2). To ask for the level costs a round trip: where
 * the answers to writes tell it, it is looked at before COMMIT, and a piece that was written at another is undone, to be
 * written again.
 */
final class OwnTransactions implements ChunkScope, AutoCloseable {

    /** Their level, in the words of the standard. */
    static final String ISOLATION = "READ COMMITTED";

    /** It may be tried again: SQLSTATE class 40, transaction rollback. */
    private static final String SERIALIZATION_FAILURE = "40001";

    private final CheckedTable table;
    private final Connection connection;
    private final CommitWitness witness;
    private OptionalInt isolation = OptionalInt.empty();

    private OwnTransactions(CheckedTable table, Connection connection, CommitWitness witness) {
        this.table = table;
        this.connection = connection;
        this.witness = witness;
    }

    /** Makes a connection ready that is in autocommit mode. */
    static OwnTransactions begin(CheckedTable table, Connection connection, CommitWitness witness) throws SQLException {
        OwnTransactions transactions = new OwnTransactions(table, connection, witness);
        if (!witness.asksForTransaction()) {
            transactions.setLevel();
        }
        return transactions;
    }

    private void setLevel() throws SQLException {
        int found = connection.getTransactionIsolation();
        if (found != Connection.TRANSACTION_READ_COMMITTED) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        }
        isolation = OptionalInt.of(found);
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
        if (isolation.isEmpty()) {
            requireLevel();
        }
        connection.commit();
    }

    private void requireLevel() throws SQLException {
        String told = witness.level();
        boolean isLevel = told == null
                ? connection.getTransactionIsolation() == Connection.TRANSACTION_READ_COMMITTED
                : told.equalsIgnoreCase(ISOLATION);
        if (!isLevel) {
            throw new SQLException("Written at another isolation level", SERIALIZATION_FAILURE);
        }
        isolation = OptionalInt.of(Connection.TRANSACTION_READ_COMMITTED);
    }

    @Override
    public void undo() throws SQLException {
        connection.rollback();
        if (isolation.isEmpty()) {
            setLevel();
        }
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
        int former = isolation.orElse(Connection.TRANSACTION_READ_COMMITTED);
        if (former == Connection.TRANSACTION_READ_COMMITTED) {
            OwnConnection.giveBack(connection);
        } else {
            OwnConnection.giveBack(connection, former);
        }
    }
}
