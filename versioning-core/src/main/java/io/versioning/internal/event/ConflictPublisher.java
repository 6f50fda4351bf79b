package io.versioning.internal.event;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.event.Actor;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners of conflicts, and lets nothing that they throw take the place of the conflict: not even a checked
 * exception that no signature declares, as other languages throw them. Immutable; as thread-safe as the listeners and the actor.
 *
 * @param listeners who is told, in this order
 * @param actor who is asked for the actor
 */
public record ConflictPublisher(List<ConflictListener> listeners, Actor actor) {

    private static final Logger LOG = LoggerFactory.getLogger(ConflictPublisher.class);

    /** Copies the listeners. */
    public ConflictPublisher {
        listeners = List.copyOf(listeners);
    }

    /**
     * Tells all listeners of the conflict of a single write.
     *
     * @param exception the exception that the caller is going to get
     * @return that exception, with what listeners threw as suppressed
     */
    public ConflictException publish(ConflictException exception) {
        ConflictEvent event = ConflictEvent.of(exception.conflict(), actorOrNull(exception), 0);
        listeners.forEach(listener -> tell(listener, event, exception));
        return exception;
    }

    /**
     * Tells all listeners of what a bulk ran into: of each conflict, and at the end of the counts.
     *
     * @param entity the entity
     * @param conflicts the conflicts, in input order
     * @param counts what became of all rows
     */
    public void publish(String entity, List<Conflict> conflicts, BulkUpdateResult.Counts counts) {
        String who = null;
        try {
            who = actor.current().orElse(null);
        } catch (Throwable actorFailed) {
            LOG.warn("The actor could not be told", actorFailed);
        }
        int ordinal = 0;
        for (Conflict conflict : conflicts) {
            ConflictEvent event = ConflictEvent.of(conflict, who, ordinal++);
            tell(listener -> listener.onConflict(event));
        }
        tell(listener -> listener.onBulkCompleted(entity, counts));
    }

    /** A bulk has no exception that could carry what a listener throws, and its outcomes must not get lost. */
    private void tell(Consumer<ConflictListener> event) {
        for (ConflictListener listener : listeners) {
            try {
                event.accept(listener);
            } catch (Throwable listenerFailed) {
                LOG.warn("A listener failed", listenerFailed);
            }
        }
    }

    private @Nullable String actorOrNull(ConflictException exception) {
        try {
            return actor.current().orElse(null);
        } catch (Throwable actorFailed) {
            exception.addSuppressed(actorFailed);
            return null;
        }
    }

    private static void tell(ConflictListener listener, ConflictEvent event, ConflictException exception) {
        try {
            listener.onConflict(event);
        } catch (Throwable listenerFailed) {
            exception.addSuppressed(listenerFailed);
        }
    }
}
