package io.versioning.jpa.internal;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is noted of objects, told apart by identity, for as long as anybody else holds them: a transaction may flush and
 * clear more of them than there is memory for. Not thread-safe.
 *
 * @param <N> the type of the notes
 */
final class WeaklyHeld<N> {

    private final Map<Key, N> notes = new HashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();

    /** An object by its identity. */
    private static final class Key extends WeakReference<Object> {

        private final int hash;

        Key(Object object, @Nullable ReferenceQueue<Object> gone) {
            super(object, gone);
            this.hash = System.identityHashCode(object);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            Object object = get();
            return this == other || (other instanceof Key key && object != null && object == key.get());
        }

        @Override
        public int hashCode() {
            return hash;
        }
    }

    @CanIgnoreReturnValue
    N computeIfAbsent(Object object, Supplier<N> note) {
        for (Reference<?> lost = gone.poll(); lost != null; lost = gone.poll()) {
            notes.remove(lost);
        }
        return notes.computeIfAbsent(new Key(object, gone), unknown -> note.get());
    }

    void forEach(BiConsumer<Object, N> work) {
        notes.forEach((key, note) -> {
            Object object = key.get();
            if (object != null) {
                work.accept(object, note);
            }
        });
    }

    void clear() {
        notes.clear();
    }
}
