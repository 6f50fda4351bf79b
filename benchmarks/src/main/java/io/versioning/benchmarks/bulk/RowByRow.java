package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A prepared UPDATE for each row, and a SELECT for each that loses. All rows of a call in one transaction with one COMMIT at
 * its end; a call of one row in autocommit mode: the plain prepared UPDATE.
 */
final class RowByRow implements WayOfWriting {

    private final HikariDataSource pool;
    private final String selectByIds;

    RowByRow(Database database) {
        pool = database.pool();
        selectByIds = database.selectByIds();
    }

    @Override
    public Way way() {
        return Way.ROW_BY_ROW;
    }

    @Override
    public Answer apply(List<Change> changes) throws SQLException {
        Verdict[] verdicts = new Verdict[changes.size()];
        boolean several = changes.size() > 1;
        try (Connection connection = pool.getConnection()) {
            if (several) {
                connection.setAutoCommit(false);
            }
            try (PreparedStatement update = connection.prepareStatement(GuardedUpdate.SQL)) {
                for (int position = 0; position < verdicts.length; position++) {
                    Change change = changes.get(position);
                    GuardedUpdate.bind(update, change);
                    if (update.executeUpdate() == 1) {
                        verdicts[position] = new Verdict.Written(change.expected() + 1);
                    } else {
                        Losers loser = new Losers(changes, verdicts);
                        loser.judge(position, 0);
                        loser.read(connection, selectByIds);
                    }
                }
            }
            if (several) {
                connection.commit();
            }
        }
        return Answer.of(verdicts);
    }

    @Override
    public void close() {
        pool.close();
    }
}
