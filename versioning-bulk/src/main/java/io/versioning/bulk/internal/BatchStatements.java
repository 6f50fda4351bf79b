package io.versioning.bulk.internal;

import io.versioning.Refusal;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.write.Assignment;
import io.versioning.internal.write.GuardedSql;
import io.versioning.internal.write.Loser;
import io.versioning.internal.write.Parameter;
import io.versioning.internal.write.Precondition;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.StateReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Executes the guarded write of one row for many of them, on any database: as a JDBC batch, or one by one where the database
 * can go on behind a bad row; other statements row by row. Not thread-safe.
 *
 * <p>Counts are trusted only where they say 0 or 1.
 */
final class BatchStatements implements PieceStatements {

    /** A driver does not count what a batch writes: feature not supported. */
    private static final String NOT_COUNTED = "0A000";

    /** A value is none for its column: data exception. */
    private static final String NOT_TAKEN = "22000";

    private final CheckedTable table;
    private final GuardedSql sql;
    private final Connection connection;
    private final LockTimeout timeout;
    private final boolean goesOn;
    private final @Nullable StateReader state;
    private @Nullable String isolation;

    /**
     * Statements.
     *
     * @param table the table
     * @param connection the connection
     * @param timeout how long they wait
     * @param isolation the level of the transaction, in the words of the standard; null to ask for it
     * @param goesOn whether the transaction goes on behind a row that is refused, so that each row is written by itself
     * @param state makes the current state of a conflict; null if none is wanted
     */
    BatchStatements(
            CheckedTable table,
            Connection connection,
            LockTimeout timeout,
            @Nullable String isolation,
            boolean goesOn,
            @Nullable StateReader state) {
        this.table = table;
        this.sql = new GuardedSql(table);
        this.connection = connection;
        this.timeout = timeout;
        this.isolation = isolation;
        this.goesOn = goesOn;
        this.state = state;
    }

    @Override
    public Written write(Shape shape, List<BulkRow> rows) throws SQLException {
        RowStatements.Factory alone = shape.alone();
        if (alone != null) {
            return LoneRow.write(alone, table, connection, rows.get(0));
        }
        try (PreparedStatement statement = connection.prepareStatement(text(shape, rows.get(0)))) {
            if (goesOn) {
                return oneByOne(statement, rows);
            }
            if (rows.size() == 1) {
                bind(statement, rows.get(0));
                return counted(statement.executeUpdate());
            }
            add(statement, rows);
            return counted(statement.executeBatch());
        }
    }

    /**
     * Goes on behind rows that are refused, and ends with the first that waits in vain: each one behind it might wait as long,
     * and would be locked out of turn.
     */
    private Written oneByOne(PreparedStatement statement, List<BulkRow> rows) throws SQLException {
        BitSet written = new BitSet(rows.size());
        Map<Integer, SqlFailure> refused = new HashMap<>();
        for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
            try {
                bind(statement, rows.get(ordinal));
                written.set(ordinal, isWritten(statement.executeUpdate()));
            } catch (SQLException e) {
                SqlFailure failure = SqlFailure.of(e);
                if (!Failures.isOfSomeRow(failure) || (failure.kind() == SqlFailure.Kind.BUSY && timeout.isPatient())) {
                    throw e;
                }
                refused.put(ordinal, failure);
            }
        }
        return new Written(written, refused);
    }

    private void add(PreparedStatement statement, List<BulkRow> rows) throws SQLException {
        for (BulkRow row : rows) {
            bind(statement, row);
            statement.addBatch();
        }
    }

    private static Written counted(int... counts) throws SQLException {
        BitSet written = new BitSet(counts.length);
        for (int ordinal = 0; ordinal < counts.length; ordinal++) {
            written.set(ordinal, isWritten(counts[ordinal]));
        }
        return new Written(written, Map.of());
    }

    private static boolean isWritten(int count) throws SQLException {
        if (count > 1) {
            throw new SQLException("one id named several rows", CARDINALITY);
        } else if (count < 0) {
            throw new SQLException("the driver does not count the rows that a batch writes", NOT_COUNTED);
        }
        return count == 1;
    }

    private String text(Shape shape, BulkRow row) {
        List<Parameter> key = sql.key(List.of(row.key()));
        Precondition precondition = new Precondition(row.expected());
        if (shape.deletes()) {
            return sql.delete(key, precondition).sql();
        }
        List<Assignment> assignments = new ArrayList<>();
        shape.columns().forEach(column -> assignments.add(Assignment.of(column, null)));
        shape.clocks()
                .forEach(clock ->
                        assignments.add(new Assignment(clock, table.dialect().currentTime(), List.of())));
        return sql.update(assignments, key, precondition).sql();
    }

    /** A value that the driver does not take is bad data of its row, and says nothing about the others. */
    private void bind(PreparedStatement statement, BulkRow row) throws SQLException {
        try {
            bindAll(statement, row);
        } catch (SQLException | RuntimeException e) {
            throw new SQLException("The driver does not take a value", NOT_TAKEN, e);
        }
    }

    private void bindAll(PreparedStatement statement, BulkRow row) throws SQLException {
        int index = 1;
        for (int at = 0; at < row.values().length; at++) {
            table.dialect()
                    .bind(
                            statement,
                            index++,
                            row.values()[at],
                            row.shape().columns().get(at));
        }
        index = bindKey(statement, row, index);
        statement.setLong(index, row.expected());
    }

    private int bindKey(PreparedStatement statement, BulkRow row, int from) throws SQLException {
        int index = from;
        for (int part = 0; part < row.key().length; part++) {
            Column id = table.ids().get(part);
            table.dialect().bind(statement, index++, row.key()[part], id);
        }
        for (Object value : table.visibility().values()) {
            statement.setObject(index++, value);
        }
        return index;
    }

    @Override
    public List<Loser> read(List<BulkRow> rows) throws SQLException {
        return read(rows, state);
    }

    @Override
    public List<Loser> versions(List<BulkRow> rows) throws SQLException {
        return read(rows, null);
    }

    private List<Loser> read(List<BulkRow> rows, @Nullable StateReader toState) throws SQLException {
        String level = isolation();
        List<Loser> losers = new ArrayList<>(rows.size());
        try (PreparedStatement statement =
                connection.prepareStatement(keyed(toState == null ? "" : ", t.*", "t", ""))) {
            for (BulkRow row : rows) {
                bindKey(statement, row, 1);
                try (ResultSet found = statement.executeQuery()) {
                    losers.add(found.next() ? loser(level, found, toState) : new Loser(level, null, null));
                }
            }
        }
        return losers;
    }

    private Loser loser(String level, ResultSet found, @Nullable StateReader toState) throws SQLException {
        long version = found.getLong(1);
        return new Loser(level, version, toState == null ? null : toState.read(table, version, found, 2));
    }

    /** Which level the transaction has: the same for all rows of a piece. */
    private String isolation() throws SQLException {
        if (isolation == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet level =
                            statement.executeQuery("select " + table.dialect().isolation())) {
                level.next();
                isolation = level.getString(1);
            }
        }
        return isolation;
    }

    private String keyed(String columns, String alias, String lock) {
        return """
                select %s.%s%s
                  from %s %s
                 where %s%s""".formatted(
                        alias,
                        table.version().quoted(),
                        columns,
                        table.target(),
                        alias,
                        sql.keyCondition(alias + ".") + table.visibility().and(alias + "."),
                        lock);
    }

    @Override
    public void lock(List<BulkRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(locking())) {
            for (BulkRow row : rows) {
                bindKey(statement, row, 1);
                statement.executeQuery().close();
            }
        }
    }

    private String locking() {
        return keyed("", "t", "\n   " + table.dialect().lockClause());
    }

    @Override
    public BitSet lockUnlocked(List<BulkRow> rows) throws SQLException {
        BitSet locked = new BitSet(rows.size());
        timeout.none();
        try (PreparedStatement statement = connection.prepareStatement(locking())) {
            for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
                bindKey(statement, rows.get(ordinal), 1);
                locked.set(ordinal, isLocked(statement));
            }
        } finally {
            timeout.again();
        }
        return locked;
    }

    @Override
    public BitSet suspects(Shape shape, List<BulkRow> rows, Refusal refusal) {
        return new BitSet();
    }

    @Override
    public OptionalLong writes() {
        return OptionalLong.empty();
    }

    @Override
    public OptionalLong undo(Savepoint savepoint) throws SQLException {
        connection.rollback(savepoint);
        return OptionalLong.empty();
    }

    private boolean isLocked(PreparedStatement statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        boolean isThere;
        try (ResultSet found = statement.executeQuery()) {
            isThere = found.next();
        } catch (SQLException e) {
            if (SqlFailure.of(e).kind() != SqlFailure.Kind.BUSY) {
                throw e;
            }
            connection.rollback(before);
            isThere = false;
        }
        connection.releaseSavepoint(before);
        return isThere;
    }
}
