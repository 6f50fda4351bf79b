package io.versioning.bulk.internal;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The time in which a PostgreSQL server gives no transaction id twice: while nothing of this changes it has neither lost
 * transactions by a crash, nor taken the place of another server. After a crash it may give an id again that it had given
 * to a transaction that is lost. Immutable.
 *
 * @param system tells the data of one server from that of others; copies of it have the same
 * @param timeline another one after each promotion and each recovery to a point in time
 * @param started when the server was started, in microseconds since 1970
 * @param reset when its statistics began, in microseconds since 1970: after each crash anew, also if one process alone had
 *     failed and the server did not have to be started
 */
record ServerEpoch(long system, long timeline, long started, long reset) implements Serializable {

    private static final long serialVersionUID = 1L;

    /** When the server was started. */
    static final String STARTED = "(extract(epoch from pg_postmaster_start_time()) * 1000000)::bigint";

    /** The columns of an epoch. */
    static final String COLUMNS = """
            s.system_identifier,
                   c.timeline_id,
                   %s,
                   (extract(epoch from w.stats_reset) * 1000000)::bigint""".formatted(STARTED);

    /** Where they are found; any role may read it unless somebody has taken that right away. */
    static final String TABLES = "pg_control_system() as s, pg_control_checkpoint() as c, pg_stat_wal as w";

    private static final String NOW = """
            select %s
              from %s""".formatted(COLUMNS, TABLES);

    /** Asks a server. */
    static ServerEpoch now(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(NOW);
                ResultSet found = statement.executeQuery()) {
            found.next();
            return read(found, 1);
        }
    }

    /** Reads the columns, of which one is the first. */
    static ServerEpoch read(ResultSet found, int first) throws SQLException {
        return new ServerEpoch(
                found.getLong(first), found.getLong(first + 1), found.getLong(first + 2), found.getLong(first + 3));
    }
}
