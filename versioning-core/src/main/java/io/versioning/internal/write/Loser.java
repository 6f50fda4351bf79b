package io.versioning.internal.write;

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
     * @return the conflict; or empty if the row is at the expected version: another writer has just brought it there,
     *     or something held the write back
     */
    Optional<Conflict> conflict(RowWrite write, Dialect dialect, boolean joined) {
        ReadFrom readFrom = joined ? ReadFrom.OPEN_TRANSACTION : ReadFrom.COMMITTED;
        long expected = write.precondition().expected();
        if (version == null) {
            return Optional.of(Conflict.missing(write.entity(), write.id(), expected, readFrom));
        }
        if (version == expected) {
            return Optional.empty();
        }
        if (!dialect.readsCurrent(isolation, !joined)) {
            return Optional.of(Conflict.staleUnread(write.entity(), write.id(), expected));
        }
        Conflict stale = Conflict.stale(write.entity(), write.id(), expected, version, readFrom);
        return Optional.of(state == null ? stale : stale.withCurrentState(state));
    }
}
