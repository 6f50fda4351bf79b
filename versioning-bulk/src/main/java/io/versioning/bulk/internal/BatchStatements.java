package io.versioning.bulk.internal;

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
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Executes the guarded write of one row for many of them, as a JDBC batch, on any database; other statements row by row. Not
 * thread-safe.
 *
 * <p>Counts are trusted only where they say 0 or 1.
 */
final class BatchStatements implements PieceStatements {

    /** A driver does not count what a batch writes: feature not supported. */
    private static final String NOT_COUNTED = "0A000";

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
     * @param goesOn whether a batch goes on behind a row that is refused
     * @param state makes the current state of a conflict; null if none is wanted
     */
    BatchStatements(
            CheckedTable table,
            Connection connection,
            LockTimeout timeout,
            boolean goesOn,
            @Nullable StateReader state) {
        this.table = table;
        this.sql = new GuardedSql(table);
        this.connection = connection;
        this.timeout = timeout;
        this.goesOn = goesOn;
        this.state = state;
    }

    @Override
    public Written write(Shape shape, List<BulkRow> rows) throws SQLException {
        RowStatements.Factory alone = shape.alone();
        if (alone != null) {
            return LoneRow.write(alone, table, connection, rows.get(0));
        }
        BatchResult result = new BatchResult();
        List<Integer> open = IntStream.range(0, rows.size()).boxed().toList();
        try (PreparedStatement statement = connection.prepareStatement(text(shape, rows.get(0)))) {
            while (!open.isEmpty()) {
                open = write(statement, rows, open, result);
                if (!open.isEmpty()) {
                    // another transaction holds them: this waits for one, or throws when it has waited long enough
                    lock(rows.subList(open.get(0), open.get(0) + 1));
                }
            }
        }
        return new Written(result.written, result.refused);
    }

    /** What is known of the rows of a batch so far. */
    private static final class BatchResult {
        private final BitSet written = new BitSet();
        private final Map<Integer, SqlFailure> refused = new HashMap<>();
    }

    /** Writes some of the rows, and returns those of them that other transactions hold. */
    private List<Integer> write(
            PreparedStatement statement, List<BulkRow> rows, List<Integer> ordinals, BatchResult result)
            throws SQLException {
        if (ordinals.size() == 1 && !goesOn) {
            bind(statement, rows.get(ordinals.get(0)));
            count(ordinals.get(0), statement.executeUpdate(), result);
            return List.of();
        }
        for (int ordinal : ordinals) {
            bind(statement, rows.get(ordinal));
            statement.addBatch();
        }
        if (!goesOn) {
            counted(ordinals, statement.executeBatch(), result);
            return List.of();
        }
        timeout.none(); // or it would wait for each row that is held
        try {
            counted(ordinals, statement.executeBatch(), result);
            return List.of();
        } catch (BatchUpdateException e) {
            return refused(ordinals, e, result);
        } finally {
            timeout.again();
        }
    }

    private static void counted(List<Integer> ordinals, int[] counts, BatchResult result) throws SQLException {
        for (int at = 0; at < counts.length; at++) {
            count(ordinals.get(at), counts[at], result);
        }
    }

    private static void count(int ordinal, int count, BatchResult result) throws SQLException {
        if (count > 1) {
            throw new SQLException("one id named several rows", CARDINALITY);
        } else if (count < 0) {
            throw new SQLException("the driver does not count the rows that a batch writes", NOT_COUNTED);
        }
        result.written.set(ordinal, count == 1);
    }

    /** The failures of a batch that went on come one behind the other, in the order of its rows. */
    private static List<Integer> refused(List<Integer> ordinals, BatchUpdateException failed, BatchResult result)
            throws SQLException {
        int[] counts = failed.getUpdateCounts();
        List<Integer> held = new ArrayList<>();
        SQLException next = failed.getNextException();
        for (int at = 0; at < counts.length; at++) {
            if (counts[at] != java.sql.Statement.EXECUTE_FAILED) {
                count(ordinals.get(at), counts[at], result);
                continue;
            }
            if (next == null) {
                throw failed;
            }
            SqlFailure failure = SqlFailure.of(next);
            if (failure.kind() == SqlFailure.Kind.BUSY) {
                held.add(ordinals.get(at));
            } else if (Failures.isOfSomeRow(failure)) {
                result.refused.put(ordinals.get(at), failure);
            } else {
                throw next;
            }
            next = next.getNextException();
        }
        if (next != null || counts.length != ordinals.size()) {
            throw failed;
        }
        return held;
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

    private void bind(PreparedStatement statement, BulkRow row) throws SQLException {
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
            try (java.sql.Statement statement = connection.createStatement();
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
                alias, table.version().quoted(), columns, table.target(), alias, sql.keyCondition(alias + "."), lock);
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

    private boolean isLocked(PreparedStatement statement) throws SQLException {
        Savepoint before = connection.setSavepoint();
        try (ResultSet found = statement.executeQuery()) {
            return found.next();
        } catch (SQLException e) {
            if (SqlFailure.of(e).kind() != SqlFailure.Kind.BUSY) {
                throw e;
            }
            connection.rollback(before);
            return false;
        } finally {
            connection.releaseSavepoint(before);
        }
    }
}
