package io.versioning.internal.event;

import io.versioning.ConflictException;
import io.versioning.event.Actor;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells listeners of conflicts, and lets nothing that they throw take the place of the conflict: not even a checked
 * exception that no signature declares, as other languages throw them. Immutable; as thread-safe as the listeners and the actor.
 *
 * @param listeners who is told, in this order
 * @param actor who is asked for the actor
 */
public record ConflictPublisher(List<ConflictListener> listeners, Actor actor) {

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
     * Begins to tell all listeners of what one bulk runs into.
     *
     * @param entity the entity
     * @return takes what it runs into
     */
    public BulkEvents ofBulk(String entity) {
        return new BulkEvents(this, entity);
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
