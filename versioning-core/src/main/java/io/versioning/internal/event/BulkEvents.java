package io.versioning.internal.event;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of what one bulk runs into. A bulk has no exception that could carry what a listener throws, and its
 * outcomes must not get lost: that is logged. Not thread-safe.
 */
public final class BulkEvents {

    private static final Logger LOG = LoggerFactory.getLogger(BulkEvents.class);

    private final ConflictPublisher publisher;
    private final String entity;
    private int conflicts;

    BulkEvents(ConflictPublisher publisher, String entity) {
        this.publisher = publisher;
        this.entity = entity;
    }

    /**
     * Tells of conflicts.
     *
     * @param found the conflicts, in input order
     */
    public void conflicts(List<Conflict> found) {
        if (found.isEmpty()) {
            return;
        }
        String actor = actor();
        for (Conflict conflict : found) {
            ConflictEvent event = ConflictEvent.of(conflict, actor, conflicts);
            conflicts += conflicts < Integer.MAX_VALUE ? 1 : 0;
            tell(listener -> listener.onConflict(event));
        }
    }

    /**
     * Tells of the end.
     *
     * @param counts what became of all rows
     */
    public void completed(BulkUpdateResult.Counts counts) {
        tell(listener -> listener.onBulkCompleted(entity, counts));
    }

    private @Nullable String actor() {
        try {
            return publisher.actor().current().orElse(null);
        } catch (Throwable actorFailed) {
            LOG.warn("The actor could not be told", actorFailed);
            return null;
        }
    }

    private void tell(Consumer<ConflictListener> event) {
        for (ConflictListener listener : publisher.listeners()) {
            try {
                event.accept(listener);
            } catch (Throwable listenerFailed) {
                LOG.warn("A listener failed", listenerFailed);
            }
        }
    }
}
