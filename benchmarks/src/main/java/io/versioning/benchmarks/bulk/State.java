package io.versioning.benchmarks.bulk;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** A row of the table, all of it. */
record State(
        long id,
        int version,
        BigDecimal allocation,
        String note,
        long resource,
        long project,
        LocalDate startsOn,
        LocalDate endsOn) {

    /** Its columns, in this order. */
    static final String COLUMNS =
            "t.id, t.version, t.allocation, t.note, t.resource_id, t.project_id, t.starts_on, t.ends_on";

    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 1, 1);
    private static final int DAYS = 30;

    /** What a row holds at a version: nothing else is ever written, so that every row that is read can be checked. */
    static State of(long id, int version) {
        LocalDate start = FIRST_DAY.plusDays(id % 365);
        return new State(
                id,
                version,
                BigDecimal.valueOf((id * 31 + version * 17L) % 10_000, 2),
                "note of " + id + " at " + version,
                id % 1000,
                id % 37,
                start,
                start.plusDays(DAYS));
    }

    /** The row that a result is at. */
    static State read(ResultSet row) throws SQLException {
        return new State(
                row.getLong(1),
                row.getInt(2),
                row.getBigDecimal(3),
                row.getString(4),
                row.getLong(5),
                row.getLong(6),
                row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class));
    }
}
