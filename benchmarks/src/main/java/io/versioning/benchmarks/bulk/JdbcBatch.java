package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The fastest way that tells of each row what became of it without a library: a JDBC batch of 1,000 rows, one SELECT for
 * those of it that lost, and a COMMIT; as the rows come, or sorted by id.
 */
final class JdbcBatch implements WayOfWriting {

    private static final int CHUNK = 1_000;

    private final HikariDataSource pool;
    private final String selectByIds;
    private final boolean sorted;

    JdbcBatch(Database database, boolean sorted) {
        pool = database.pool();
        selectByIds = database.selectByIds();
        this.sorted = sorted;
    }

    @Override
    public Way way() {
        return sorted ? Way.JDBC_BATCH_SORTED : Way.JDBC_BATCH;
    }

    @Override
    public Answer apply(List<Change> changes) throws SQLException {
        Verdict[] verdicts = new Verdict[changes.size()];
        int[] order = sorted ? SortedById.positions(changes) : SortedById.unsorted(changes);
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement update = connection.prepareStatement(GuardedUpdate.SQL)) {
                for (int from = 0; from < order.length; from += CHUNK) {
                    int to = Math.min(order.length, from + CHUNK);
                    for (int at = from; at < to; at++) {
                        GuardedUpdate.bind(update, changes.get(order[at]));
                        update.addBatch();
                    }
                    int[] counts = update.executeBatch();
                    Losers losers = new Losers(changes, verdicts);
                    for (int at = from; at < to; at++) {
                        losers.judge(order[at], counts[at - from]);
                    }
                    losers.read(connection, selectByIds);
                    connection.commit();
                }
            }
        }
        return Answer.of(verdicts);
    }

    @Override
    public void close() {
        pool.close();
    }
}
