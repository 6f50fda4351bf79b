package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.BitSet;
import java.util.List;
import org.postgresql.PGConnection;

/**
 * What somebody writes by hand who knows PostgreSQL: sorted by id, in chunks of 1,000 rows, each one statement over arrays
 * whose length the planner can't see, one SELECT for the rows that lost, and a COMMIT. It does not do more: an id that comes
 * twice, a bad row, a row that another writer brings to its expected version, or a plan that locks in another order are
 * not provided for.
 */
final class ByHand implements WayOfWriting {

    private static final int CHUNK = 1_000;

    private static final String SQL = """
            update resource_assignment as t
               set allocation = v.allocation, note = v.note, version = t.version + 1
              from unnest((select ?::bigint[]), (select ?::integer[]), (select ?::numeric[]), (select ?::text[]))
                   with ordinality as v(id, version, allocation, note, ord)
             where t.id = v.id and t.version = v.version
            returning v.ord, t.version""";

    private final HikariDataSource pool;
    private final String selectByIds;

    ByHand(Database database) {
        pool = database.pool();
        selectByIds = database.selectByIds();
    }

    @Override
    public Way way() {
        return Way.BY_HAND;
    }

    @Override
    public Answer apply(List<Change> changes) throws SQLException {
        Verdict[] verdicts = new Verdict[changes.size()];
        int[] order = SortedById.positions(changes);
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(SQL)) {
                for (int from = 0; from < order.length; from += CHUNK) {
                    int to = Math.min(order.length, from + CHUNK);
                    BitSet written = write(update, changes, order, from, to);
                    Losers losers = new Losers(changes, verdicts);
                    for (int at = from; at < to; at++) {
                        losers.judge(order[at], written.get(at - from) ? 1 : 0);
                    }
                    losers.read(connection, selectByIds);
                    connection.commit();
                }
            }
        }
        return Answer.of(verdicts);
    }

    private static BitSet write(PreparedStatement update, List<Change> changes, int[] order, int from, int to)
            throws SQLException {
        int rows = to - from;
        long[] ids = new long[rows];
        int[] versions = new int[rows];
        BigDecimal[] allocations = new BigDecimal[rows];
        String[] notes = new String[rows];
        for (int row = 0; row < rows; row++) {
            Change change = changes.get(order[from + row]);
            ids[row] = change.id();
            versions[row] = change.expected();
            allocations[row] = change.allocation();
            notes[row] = change.note();
        }
        PGConnection arrays = update.getConnection().unwrap(PGConnection.class);
        update.setArray(1, arrays.createArrayOf("int8", ids));
        update.setArray(2, arrays.createArrayOf("int4", versions));
        update.setArray(3, numbers(arrays, allocations));
        update.setArray(4, arrays.createArrayOf("text", notes));
        BitSet written = new BitSet(rows);
        try (ResultSet found = update.executeQuery()) {
            while (found.next()) {
                written.set(found.getInt(1) - 1);
            }
        }
        return written;
    }

    private static Array numbers(PGConnection arrays, BigDecimal[] numbers) throws SQLException {
        return arrays.createArrayOf("numeric", (Object) numbers);
    }

    @Override
    public void close() {
        pool.close();
    }
}
