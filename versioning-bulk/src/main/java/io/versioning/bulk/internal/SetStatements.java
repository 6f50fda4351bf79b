package io.versioning.bulk.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.internal.sql.Column;
import io.versioning.internal.write.Loser;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.StateReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Executes statements that treat many rows at once, on a connection to PostgreSQL. Not thread-safe. */
final class SetStatements implements PieceStatements {

    private final SetSql sql;
    private final Connection connection;
    private final @Nullable StateReader state;
    private final CommitWitness witness;
    private final Map<Shape, String> writes = new HashMap<>();

    /**
     * Statements.
     *
     * @param sql renders them
     * @param connection the connection
     * @param state makes the current state of a conflict; null if none is wanted
     * @param witness is told in which transaction rows were written, if it asks
     */
    SetStatements(SetSql sql, Connection connection, @Nullable StateReader state, CommitWitness witness) {
        this.sql = sql;
        this.connection = connection;
        this.state = state;
        this.witness = witness;
    }

    @Override
    public Written write(Shape shape, List<BulkRow> rows) throws SQLException {
        RowStatements.Factory alone = shape.alone();
        if (alone != null) {
            return LoneRow.write(alone, sql.table(), connection, rows.get(0));
        }
        try (PreparedStatement statement = connection.prepareStatement(text(shape))) {
            int index = bindKeys(statement, rows);
            bind(statement, index++, sql.table().version(), rows, BulkRow::expected);
            for (int at = 0; at < shape.columns().size(); at++) {
                int column = at;
                bind(statement, index++, shape.columns().get(column), rows, row -> row.values()[column]);
            }
            for (int named = 0; named < sql.namings(); named++) {
                index = bindSeen(statement, index);
            }
            return new Written(written(statement, rows), Map.of());
        }
    }

    /** A chunk with bad rows is written in many pieces by the same statement. */
    private String text(Shape shape) {
        return writes.computeIfAbsent(shape, once -> sql.write(once, witness.asksForTransaction()));
    }

    private BitSet written(PreparedStatement statement, List<BulkRow> rows) throws SQLException {
        BitSet written = new BitSet(rows.size());
        long transaction = 0;
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                int ordinal = found.getInt(1);
                if (ordinal > 0) {
                    if (written.get(ordinal - 1)) {
                        throw new SQLException("one id named several rows", CARDINALITY);
                    }
                    written.set(ordinal - 1);
                } else if (ordinal == 0) {
                    transaction = found.getLong(2);
                } else {
                    witness.wrote(transaction, found.getLong(2));
                }
            }
        }
        return written;
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
        Loser[] losers = new Loser[rows.size()];
        try (PreparedStatement statement = connection.prepareStatement(sql.read(toState != null))) {
            bindSeen(statement, bindKeys(statement, rows));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    losers[found.getInt(1) - 1] = loser(found, toState);
                }
            }
        }
        return List.of(losers);
    }

    private Loser loser(ResultSet found, @Nullable StateReader toState) throws SQLException {
        String isolation = found.getString(2);
        long version = found.getLong(3);
        if (found.wasNull()) {
            return new Loser(isolation, null, null);
        }
        Object current = toState == null ? null : toState.read(sql.table(), version, found, 4);
        return new Loser(isolation, version, current);
    }

    @Override
    public void lock(List<BulkRow> rows) throws SQLException {
        BitSet unused = locked(sql.lock(), rows);
    }

    @Override
    public BitSet lockUnlocked(List<BulkRow> rows) throws SQLException {
        return locked(sql.lockUnlocked(), rows);
    }

    private BitSet locked(String text, List<BulkRow> rows) throws SQLException {
        BitSet locked = new BitSet(rows.size());
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bindSeen(statement, bindKeys(statement, rows));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    locked.set(found.getInt(1) - 1);
                }
            }
        }
        return locked;
    }

    /** Asks the database which ids are the same, and for their order. */
    Map<Integer, Long> ranks(List<BulkRow> rows) throws SQLException {
        Map<Integer, Long> ranks = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(sql.ranks())) {
            bindKeys(statement, rows);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    ranks.put(rows.get(found.getInt(1) - 1).position(), found.getLong(2));
                }
            }
        }
        return ranks;
    }

    private int bindKeys(PreparedStatement statement, List<BulkRow> rows) throws SQLException {
        List<Column> ids = sql.table().ids();
        Values elements = new Elements(sql.types());
        for (int at = 0; at < ids.size(); at++) {
            int part = at;
            Column id = ids.get(part);
            bind(statement, part + 1, id, rows, row -> elements.of(row.key()[part], id));
        }
        return ids.size() + 1;
    }

    /** Binds what restricts the rows that are seen. */
    @CanIgnoreReturnValue
    private int bindSeen(PreparedStatement statement, int from) throws SQLException {
        int index = from;
        for (Object value : sql.table().visibility().values()) {
            statement.setObject(index++, value);
        }
        return index;
    }

    private void bind(
            PreparedStatement statement,
            int index,
            Column column,
            List<BulkRow> rows,
            Function<BulkRow, @Nullable Object> value)
            throws SQLException {
        ArrayType type = sql.types().of(column);
        if (type.isWhole()) {
            statement.setArray(index, connection.createArrayOf("int8", array(rows, value, new Long[rows.size()])));
        } else if (type.isText()) {
            statement.setArray(index, connection.createArrayOf("text", array(rows, value, new String[rows.size()])));
        } else {
            String literal = ArrayLiteral.of(array(rows, value, new Object[rows.size()]));
            statement.setObject(index, literal, Types.OTHER);
        }
    }

    private static @Nullable Object[] array(
            List<BulkRow> rows, Function<BulkRow, @Nullable Object> value, @Nullable Object[] array) {
        for (int at = 0; at < array.length; at++) {
            array[at] = value.apply(rows.get(at));
        }
        return array;
    }
}
