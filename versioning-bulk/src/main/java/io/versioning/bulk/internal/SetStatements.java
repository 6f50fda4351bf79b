package io.versioning.bulk.internal;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.write.Loser;
import io.versioning.internal.write.RowImage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Executes statements that treat many rows at once, on a connection to PostgreSQL. Not thread-safe.
 *
 * @param sql the statements
 * @param connection the connection
 * @param state turns a row that was read into the current state of a conflict; null if none is wanted
 */
record SetStatements(
        SetSql sql, Connection connection, @Nullable Function<RowImage, Object> state) {

    /** A statement met one row of the input several times, or an id named several rows: SQLSTATE class 21. */
    private static final String CARDINALITY = "21000";

    /** Something besides the library has set the version: ISO/IEC 9075-2, class 09, triggered action exception. */
    private static final String SET_BY_A_TRIGGER = "09000";

    /**
     * Writes rows of one shape and of different ids.
     *
     * @param rows the rows, in the order in which they are locked, whatever the plan
     * @return which of them were at their versions, and were written
     */
    BitSet write(Shape shape, List<BulkRow> rows) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql.writeInOrder(shape))) {
            int index = bindKeys(statement, rows);
            bind(statement, index++, sql.table().version(), rows, BulkRow::expected);
            for (int at = 0; at < shape.columns().size(); at++) {
                int column = at;
                bind(statement, index++, shape.columns().get(column), rows, row -> row.values()[column]);
            }
            return written(statement, rows);
        }
    }

    private static BitSet written(PreparedStatement statement, List<BulkRow> rows) throws SQLException {
        BitSet written = new BitSet(rows.size());
        try (ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                int ordinal = found.getInt(1) - 1;
                BulkRow row = rows.get(ordinal);
                if (written.get(ordinal)) {
                    throw new SQLException("one id named several rows", CARDINALITY);
                }
                if (!row.shape().deletes() && found.getLong(2) != row.expected() + 1) {
                    throw new SQLException("something besides the library sets the version", SET_BY_A_TRIGGER);
                }
                written.set(ordinal);
            }
        }
        return written;
    }

    /**
     * Requires that rows are at the versions that were written, whatever triggers have done since.
     *
     * @param rows rows that were updated
     */
    void requireWritten(List<BulkRow> rows) throws SQLException {
        List<Loser> found = read(rows, null);
        for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
            Long version = found.get(ordinal).version();
            if (version == null || version != rows.get(ordinal).expected() + 1) {
                throw new SQLException("something besides the library sets the version", SET_BY_A_TRIGGER);
            }
        }
    }

    /** Reads rows by their ids, in the order of the input. */
    List<Loser> read(List<BulkRow> rows) throws SQLException {
        return read(rows, state);
    }

    /** Tells which rows are there. */
    BitSet existing(List<BulkRow> rows) throws SQLException {
        List<Loser> found = read(rows, null);
        BitSet existing = new BitSet(rows.size());
        for (int ordinal = 0; ordinal < rows.size(); ordinal++) {
            existing.set(ordinal, found.get(ordinal).version() != null);
        }
        return existing;
    }

    private List<Loser> read(List<BulkRow> rows, @Nullable Function<RowImage, Object> toState) throws SQLException {
        Loser[] losers = new Loser[rows.size()];
        try (PreparedStatement statement = connection.prepareStatement(sql.read(toState != null))) {
            bindKeys(statement, rows);
            try (ResultSet found = statement.executeQuery()) {
                while (found.next()) {
                    losers[found.getInt(1) - 1] = loser(found, toState);
                }
            }
        }
        return List.of(losers);
    }

    private Loser loser(ResultSet found, @Nullable Function<RowImage, Object> toState) throws SQLException {
        String isolation = found.getString(2);
        long version = found.getLong(3);
        if (found.wasNull()) {
            return new Loser(isolation, null, null);
        }
        Object current = toState == null ? null : toState.apply(RowImage.read(sql.table(), version, found, 4));
        return new Loser(isolation, version, current);
    }

    /** Locks rows, in the order of the input. */
    void lock(List<BulkRow> rows) throws SQLException {
        BitSet unused = locked(sql.lock(), rows);
    }

    /** Locks, in that order, those rows that no other transaction holds, and tells which. */
    BitSet lockUnlocked(List<BulkRow> rows) throws SQLException {
        return locked(sql.lockUnlocked(), rows);
    }

    private BitSet locked(String text, List<BulkRow> rows) throws SQLException {
        BitSet locked = new BitSet(rows.size());
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            bindKeys(statement, rows);
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
        CheckedTable table = sql.table();
        Values elements = new Elements(sql.types());
        for (int at = 0; at < table.ids().size(); at++) {
            int part = at;
            Column id = table.ids().get(part);
            bind(statement, part + 1, id, rows, row -> elements.of(row.key()[part], id));
        }
        return table.ids().size() + 1;
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
            statement.setArray(index, connection.createArrayOf("int8", array(rows, value, Long[]::new)));
        } else if (type.isText()) {
            statement.setArray(index, connection.createArrayOf("text", array(rows, value, String[]::new)));
        } else {
            String literal = ArrayLiteral.of(array(rows, value, Object[]::new));
            statement.setObject(index, literal, Types.OTHER);
        }
    }

    private static <A> @Nullable A[] array(
            List<BulkRow> rows, Function<BulkRow, @Nullable Object> value, IntFunction<A[]> of) {
        List<@Nullable Object> values = new ArrayList<>(rows.size());
        rows.forEach(row -> values.add(value.apply(row)));
        return values.toArray(of.apply(rows.size()));
    }
}
