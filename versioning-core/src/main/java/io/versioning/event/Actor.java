package io.versioning.event;

import java.util.Objects;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * Tells who attempts an update: a user id, supplied by the application.
 *
 * <p>It is asked once per conflict, and once per write to a table with an actor column, on the thread that writes.
 * Implementations must be thread-safe.
 */
@FunctionalInterface
public interface Actor {

    /** The MDC key that is read unless the application says otherwise: {@value}. */
    String DEFAULT_MDC_KEY = "actor";

    /**
     * Returns who is acting on this thread.
     *
     * @return a user id, or empty if nobody is known
     */
    Optional<String> current();

    /**
     * The actor under a key of SLF4J's diagnostic context.
     *
     * @param key the key
     * @return an actor that reads the key anew each time
     */
    static Actor fromMdc(String key) {
        Objects.requireNonNull(key, "key");
        return () -> Optional.ofNullable(MDC.get(key));
    }
}
