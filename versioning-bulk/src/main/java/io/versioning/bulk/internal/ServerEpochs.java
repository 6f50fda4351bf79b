package io.versioning.bulk.internal;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the epoch of a server, so that it is not asked for with each call.
 *
 * <p>An epoch that is over by now proves nothing, but nothing wrong either: a commit counts only if the epoch that was
 * known before it still lasts when it is asked for. Thread-safe.
 */
final class ServerEpochs {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final AtomicReference<@Nullable Asked> last = new AtomicReference<>();

    /** An answer, and when it was given; no epoch if the server does not tell. */
    private record Asked(@Nullable ServerEpoch epoch, long at) {}

    /**
     * Tells the epoch.
     *
     * @param connection in autocommit mode: a question that fails must not end a transaction
     * @return the epoch; null if the server does not tell
     */
    @Nullable
    ServerEpoch of(Connection connection) {
        Asked known = last.get();
        if (known == null || System.nanoTime() - known.at() > FRESH_NANOS) {
            known = new Asked(ask(connection), System.nanoTime());
            last.set(known);
        }
        return known.epoch();
    }

    /** A right may be missing, or the connection is lost, which whatever comes next will tell. */
    private static @Nullable ServerEpoch ask(Connection connection) {
        try {
            return ServerEpoch.now(connection);
        } catch (SQLException untold) {
            return null;
        }
    }

    /** The server may be another one by now. */
    void forget() {
        last.set(null);
    }
}
