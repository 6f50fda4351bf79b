package io.versioning.internal.write;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.internal.sql.Dialect;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a fresh statement found of a row that a guarded write did not.
 *
 * @param isolation the isolation level under which it was read, in the words of {@link Dialect#isolation}
 * @param version the row's version, or null if there is no row
 * @param state the row's state, from the same row image; null if there is no row, or the call did not ask for it
 */
public record Loser(
        String isolation, @Nullable Long version, @Nullable Object state) {

    /**
     * Judges what was found.
     *
     * @param row the row that was looked for
     * @param dialect its database
     * @param joined whether it was read in a transaction of the caller's
     * @return the conflict; or empty if the row is at the expected version: another writer has just brought it there,
     *     or something held the write back
     * @throws AttemptAbortedException if nobody can tell, because the row may be deleted by what is not committed
     */
    public Optional<Conflict> conflict(ExpectedRow row, Dialect dialect, boolean joined) {
        ReadFrom readFrom = joined ? ReadFrom.OPEN_TRANSACTION : ReadFrom.COMMITTED;
        long expected = row.precondition().expected();
        if (version == null) {
            if (dialect.seesUncommitted(isolation)) {
                throw new AttemptAbortedException(
                        row.entity(),
                        row.id(),
                        "at READ UNCOMMITTED the row is not to be seen, which may be a delete that is rolled back",
                        null);
            }
            return Optional.of(Conflict.missing(row.entity(), row.id(), expected, readFrom));
        }
        if (version == expected) {
            return Optional.empty();
        }
        if (!dialect.readsCurrent(isolation, !joined)) {
            return Optional.of(Conflict.staleUnread(row.entity(), row.id(), expected));
        }
        Conflict stale = Conflict.stale(row.entity(), row.id(), expected, version, readFrom);
        return Optional.of(state == null ? stale : stale.withCurrentState(state));
    }
}
