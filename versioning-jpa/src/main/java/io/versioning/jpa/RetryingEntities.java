package io.versioning.jpa;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.RetryPolicy;
import io.versioning.internal.write.RetryLoop;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Updates that decide anew when they lose: each attempt loads the entity afresh, lets the caller's function change it, and
 * writes at the version that was loaded.
 *
 * <p>Only for changes that are right whatever the row holds by now, such as counting up: what a user decided while
 * looking at a screen must not be decided again without the user. That is why there is no {@code expecting} here.
 *
 * <p>A stale row, a busy row and an attempt that the database aborted are tried again; a row that is gone, refused values
 * and an unknown outcome never are. Each attempt has persistence contexts and transactions of its own, and no connection
 * is held while the thread waits. In a transaction of the caller's it is refused.
 *
 * <pre>{@code
 * JpaVersioning.over(factory).retrying(5).update(Flight.class, "LH400", flight -> flight.book(1));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class RetryingEntities {

    private final JpaVersioning versioning;
    private final RetryLoop loop;

    RetryingEntities(JpaVersioning versioning, RetryPolicy policy) {
        this.versioning = versioning;
        this.loop = new RetryLoop(policy);
    }

    /**
     * Loads and changes an entity, again and again until it is written or the attempts are used up.
     *
     * @param type the class of the entity
     * @param id its id
     * @param change changes the entity that it is handed, each time another object; may be called once per attempt
     * @param <E> the type of the entity
     * @return the entity with its new version, detached
     * @throws java.util.NoSuchElementException if there is no such row when it is read
     * @throws io.versioning.RowWriteException the failure of the last attempt, with those of the earlier ones as
     *     suppressed; if the thread is interrupted while it waits, it stays interrupted, and there are no further attempts
     */
    @CanIgnoreReturnValue
    public <E> E update(Class<E> type, Object id, Consumer<? super E> change) {
        Objects.requireNonNull(change, "change");
        try {
            return loop.run(() -> {
                E read = versioning.read(type, id).orElseThrow(() -> RetryLoop.noSuchRow(versioning.nameOf(type), id));
                EntityUpdate<E> update = versioning.update(type, id).expecting(versioning.version(read));
                return () -> update.apply(entity -> ChangeFailed.told(() -> change.accept(entity)));
            });
        } catch (ChangeFailed failed) {
            RuntimeException failure = failed.failure();
            Arrays.stream(failed.getSuppressed()).forEach(failure::addSuppressed);
            throw failure;
        }
    }

    /** What a change throws is not about the row of this attempt, whatever it is: it ends the attempts. */
    private static final class ChangeFailed extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final RuntimeException failure;

        private ChangeFailed(RuntimeException failure) {
            super("A change failed", failure, true, false);
            this.failure = failure;
        }

        static void told(Runnable change) {
            try {
                change.run();
            } catch (RuntimeException failure) {
                throw new ChangeFailed(failure);
            }
        }

        RuntimeException failure() {
            return failure;
        }
    }
}
