package io.versioning.benchmarks.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The rows of a chunk that were not written, which one statement reads: what somebody writes who wants to tell of each what
 * became of it. For one chunk.
 */
final class Losers {

    private final List<Change> changes;
    private final Verdict[] verdicts;
    private final Map<Long, Integer> positions = new HashMap<>();

    /**
     * The losers of a chunk.
     *
     * @param changes the changes of the whole call
     * @param verdicts takes a verdict for each loser
     */
    Losers(List<Change> changes, Verdict[] verdicts) {
        this.changes = changes;
        this.verdicts = verdicts;
    }

    /** Notes what an update count says of a row. */
    void judge(int position, int updateCount) {
        if (updateCount == 1) {
            verdicts[position] = new Verdict.Written(changes.get(position).expected() + 1);
        } else {
            positions.put(changes.get(position).id(), position);
        }
    }

    boolean isEmpty() {
        return positions.isEmpty();
    }

    Long[] ids() {
        return positions.keySet().toArray(Long[]::new);
    }

    void found(State state) {
        int position = Objects.requireNonNull(positions.remove(state.id()), "a row that nobody has asked for");
        verdicts[position] = new Verdict.Stale(state.version(), state);
    }

    /** Reads them over plain JDBC. */
    void read(Connection connection, String selectByIds) throws SQLException {
        if (isEmpty()) {
            return;
        }
        try (PreparedStatement select = connection.prepareStatement(selectByIds)) {
            select.setArray(1, connection.createArrayOf("bigint", ids()));
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    found(State.read(rows));
                }
            }
        }
        end();
    }

    /** What is left was not found. */
    void end() {
        positions.values().forEach(position -> verdicts[position] = new Verdict.Other("missing"));
    }
}
