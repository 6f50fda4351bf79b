package io.versioning.bulk.internal;

import io.versioning.Refusal;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.Loser;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The statements by which a piece of a bulk is written and read, on one connection. When they are executed, and what is made
 * of the answers, is the same for all ways of executing them: {@link PieceWriter}. Not thread-safe.
 */
interface PieceStatements {

    /** An id named several rows: SQLSTATE class 21, cardinality violation. */
    String CARDINALITY = "21000";

    /**
     * What a write did.
     *
     * @param rows the ordinals, from 0, of the rows that were at their versions, and were written
     * @param refused those that the database refused by themselves, and why
     */
    record Written(BitSet rows, Map<Integer, SqlFailure> refused) {}

    /**
     * Writes rows of one shape and of different ids.
     *
     * @param rows the rows, in the order in which they are locked
     * @return which of them were written
     * @throws SQLException if the database refuses any, and with it all, or fails
     */
    Written write(Shape shape, List<BulkRow> rows) throws SQLException;

    /** Reads rows by their ids, in the order of the input, with their states where the call wants these. */
    List<Loser> read(List<BulkRow> rows) throws SQLException;

    /** Reads the versions of rows by their ids, in the order of the input. */
    List<Loser> versions(List<BulkRow> rows) throws SQLException;

    /** Locks rows, in the order of the input. */
    void lock(List<BulkRow> rows) throws SQLException;

    /** Locks, in that order and without waiting, those rows that no other transaction holds, and tells which. */
    BitSet lockUnlocked(List<BulkRow> rows) throws SQLException;

    /**
     * Guesses which rows are refused as one of them was: those that are at their versions, and do not meet the condition that
     * this one did not meet.
     *
     * @param shape the rows' shape
     * @param rows the rows
     * @param refusal why that row was refused
     * @return their ordinals; none where it can't be asked
     * @throws SQLException if the database can't answer
     */
    BitSet suspects(Shape shape, List<BulkRow> rows, Refusal refusal) throws SQLException;

    /**
     * How many rows of the table this transaction has written so far, those included that were undone; empty where nobody
     * counts them.
     */
    OptionalLong writes() throws SQLException;

    /** Undoes what was done since a savepoint, which has a name and is there still, and tells the same. */
    OptionalLong undo(Savepoint savepoint) throws SQLException;
}
