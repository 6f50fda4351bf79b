package io.versioning;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the conflict in whatever exception a framework made of it.
 *
 * <p>Thread-safe: it has no state.
 */
public final class Conflicts {

    private Conflicts() {}

    /**
     * Returns the conflict that an exception is about.
     *
     * <p>The whole cause chain is searched, from the outside in, so that a conflict is found under
     * {@code TransactionSystemException}, {@code CompletionException} and the like. With the JPA adapter on the class path
     * it is also found in what Hibernate, and then Spring, throw for a flush or commit that the library had no part in.
     * Other suppressed exceptions are not searched: they are about something else.
     *
     * @param thrown any exception, or null
     * @return the first conflict in its cause chain, or empty if it is about something else
     */
    public static Optional<Conflict> from(@Nullable Throwable thrown) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Throwable link = thrown; link != null && seen.add(link); link = link.getCause()) {
            if (link instanceof ConflictException found) {
                return Optional.of(found.conflict());
            }
            for (Throwable suppressed : link.getSuppressed()) {
                if (suppressed instanceof ConflictNote note) {
                    return Optional.of(note.conflict());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Notes the conflict in an exception in which a framework reports it in its own words, for {@link #from}; for
     * adapters. The note is a suppressed exception: type, message and cause stay as they are.
     *
     * @param thrown the framework's exception
     * @param conflict what it is about
     */
    public static void note(Throwable thrown, Conflict conflict) {
        thrown.addSuppressed(new ConflictNote(conflict));
    }
}
