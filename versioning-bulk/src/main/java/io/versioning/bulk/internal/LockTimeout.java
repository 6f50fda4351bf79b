package io.versioning.bulk.internal;

import io.versioning.internal.sql.Dialect;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How long the statements of a call wait for rows that other transactions hold. Not thread-safe. */
final class LockTimeout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LockTimeout.class);

    /** The shortest time there is: to both databases 0 means something else. */
    private static final String NONE = "1";

    private final Dialect dialect;
    private final Connection connection;
    private final boolean joined;
    private final @Nullable String asked;
    private @Nullable String former;
    private boolean patient = true;

    private LockTimeout(Dialect dialect, TransactionScope scope, @Nullable Duration asked) {
        this.dialect = dialect;
        this.connection = scope.connection();
        this.joined = scope.joined();
        this.asked = asked == null ? null : Long.toString(Math.max(1, asked.toMillis()));
    }

    /**
     * Lets statements wait so long from here on.
     *
     * @param time the time; null for what the connection has
     */
    static LockTimeout begin(Dialect dialect, TransactionScope scope, @Nullable Duration time) throws SQLException {
        LockTimeout timeout = new LockTimeout(dialect, scope, time);
        if (timeout.asked != null) {
            timeout.former = timeout.ask();
            timeout.set(timeout.asked, timeout.joined);
        }
        return timeout;
    }

    /** Whether statements may wait at all. */
    boolean isPatient() {
        return patient;
    }

    /** From here on each piece is to say {@link #none()}: one wait is enough. */
    void losePatience() {
        patient = false;
    }

    /** Lets statements wait as before. */
    void regainPatience() throws SQLException {
        patient = true;
        again();
    }

    /** Lets the statements of this transaction not wait, until {@link #again()}. */
    void none() throws SQLException {
        if (former == null) {
            former = ask();
        }
        set(NONE, true);
    }

    /** Lets the statements of this transaction wait as before, unless patience is lost. */
    void again() throws SQLException {
        if (patient && former != null) {
            set(asked == null ? former : asked, true);
        }
    }

    private String ask() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet time = statement.executeQuery("select " + dialect.lockTimeout())) {
            time.next();
            return time.getString(1);
        }
    }

    private void set(String time, boolean inTransaction) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(dialect.lockTimeout(time, inTransaction));
        }
    }

    /** Brings the connection back to what it was. */
    @Override
    public void close() {
        if (asked == null || former == null) {
            return;
        }
        try {
            set(former, joined);
        } catch (SQLException | RuntimeException e) {
            // in a transaction that is lost, its rollback does the same; else the connection is broken
            LOG.debug("A lock time-out could not be set back", e);
        }
    }
}
