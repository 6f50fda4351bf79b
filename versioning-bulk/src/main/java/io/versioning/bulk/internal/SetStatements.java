package io.versioning.bulk.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.Refusal;
import io.versioning.internal.write.Loser;
import io.versioning.internal.write.RowStatements;
import io.versioning.internal.write.StateReader;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Executes statements that treat many rows at once, on a connection to PostgreSQL. Not thread-safe. */
final class SetStatements implements PieceStatements {

    private final SetTexts texts;
    private final SetSql sql;
    private final Connection connection;
    private final @Nullable StateReader state;
    private final CommitWitness witness;

    /**
     * Statements.
     *
     * @param texts their texts
     * @param connection the connection
     * @param state makes the current state of a conflict; null if none is wanted
     * @param witness is told in which transaction rows were written, if it asks
     */
    SetStatements(SetTexts texts, Connection connection, @Nullable StateReader state, CommitWitness witness) {
        this.texts = texts;
        this.sql = texts.sql();
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
        try (PreparedStatement statement =
                connection.prepareStatement(texts.write(shape, witness.asksForTransaction()))) {
            int index = RowArrays.of(sql.table(), sql.types(), shape, rows).bind(statement);
            for (int named = 0; named < sql.namings(); named++) {
                index = bindSeen(statement, index);
            }
            return new Written(written(statement, rows.size()), Map.of());
        }
    }

    private BitSet written(PreparedStatement statement, int rows) throws SQLException {
        try (ResultSet found = statement.executeQuery()) {
            found.next();
            if (witness.asksForTransaction()) {
                witness.wrote(found.getLong(2), found.getLong(3), found.getString(4));
            }
            return ordinals(found.getBytes(1), rows);
        }
    }

    private static BitSet ordinals(byte @Nullable [] fromOne, int rows) throws SQLException {
        BitSet ordinals = new BitSet(rows);
        if (fromOne == null) {
            return ordinals;
        }
        for (IntBuffer each = ByteBuffer.wrap(fromOne).asIntBuffer(); each.hasRemaining(); ) {
            int ordinal = each.get() - 1;
            if (ordinals.get(ordinal)) {
                throw new SQLException("one id named several rows", CARDINALITY);
            }
            ordinals.set(ordinal);
        }
        return ordinals;
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
        try (PreparedStatement statement = connection.prepareStatement(texts.read(toState != null))) {
            bindSeen(statement, keys(rows).bind(statement));
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
        BitSet unused = locked(texts.lock(), rows);
    }

    @Override
    public BitSet lockUnlocked(List<BulkRow> rows) throws SQLException {
        return locked(sql.lockUnlocked(), rows);
    }

    private BitSet locked(String text, List<BulkRow> rows) throws SQLException {
        BitSet locked = new BitSet(rows.size());
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bindSeen(statement, keys(rows).bind(statement));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    locked.set(found.getInt(1) - 1);
                }
            }
        }
        return locked;
    }

    @Override
    public BitSet suspects(Shape shape, List<BulkRow> rows, Refusal refusal) throws SQLException {
        BitSet violating = new BitSet(rows.size());
        String condition = condition(refusal);
        if (condition == null || condition.contains("?")) { // an operator that JDBC takes for a place holder
            return violating;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.violating(shape, condition))) {
            bindSeen(
                    statement,
                    RowArrays.of(sql.table(), sql.types(), shape, rows).bind(statement));
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    violating.set(found.getInt(1) - 1);
                }
            }
        }
        return violating;
    }

    private @Nullable String condition(Refusal refusal) throws SQLException {
        if (refusal.constraint().isEmpty()) {
            return refusal.column()
                    .map(sql.table().columns()::get)
                    .map(column -> column.quoted() + " is not null")
                    .orElse(null);
        }
        try (PreparedStatement statement = connection.prepareStatement(SetSql.CONDITION)) {
            statement.setString(1, sql.table().name());
            statement.setString(2, refusal.constraint().get());
            try (ResultSet found = statement.executeQuery()) {
                return found.next() ? found.getString(1) : null;
            }
        }
    }

    @Override
    public OptionalLong writes() throws SQLException {
        return writes(SetSql.WRITES);
    }

    @Override
    public OptionalLong undo(Savepoint savepoint) throws SQLException {
        return writes("rollback to savepoint " + savepoint.getSavepointName() + ";\n" + SetSql.WRITES);
    }

    private OptionalLong writes(String text) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            statement.setString(1, sql.table().name());
            boolean counts = statement.execute() || statement.getMoreResults();
            try (ResultSet found = statement.getResultSet()) {
                return counts && found.next() ? OptionalLong.of(found.getLong(1)) : OptionalLong.empty();
            }
        }
    }

    /** The same rows with their ranks: asks the database which ids are the same, and for their order. */
    List<BulkRow> ranked(List<BulkRow> rows) throws SQLException {
        BulkRow[] ranked = new BulkRow[rows.size()];
        try (PreparedStatement statement = connection.prepareStatement(sql.ranks())) {
            int unused = keys(rows).bind(statement);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    int ordinal = found.getInt(1) - 1;
                    ranked[ordinal] = rows.get(ordinal).ranked(found.getLong(2));
                }
            }
        }
        return List.of(ranked);
    }

    private RowArrays keys(List<BulkRow> rows) {
        return RowArrays.ofKeys(sql.table(), sql.types(), rows);
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
}
