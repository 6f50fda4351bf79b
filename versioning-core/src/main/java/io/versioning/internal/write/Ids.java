package io.versioning.internal.write;

import io.versioning.CompositeId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ids as callers see them, and keys as tables have them. */
public final class Ids {

    private Ids() {}

    /**
     * The id of a key that was read.
     *
     * @param key the values of the key
     * @return its one value, or a composite
     */
    public static Object of(List<? extends @Nullable Object> key) {
        return key.size() == 1 ? Objects.requireNonNull(key.get(0), "id") : CompositeId.of(key.toArray());
    }

    /**
     * The key that an id names.
     *
     * @param id a value, or a composite
     * @return the values of the key
     */
    public static List<Object> key(Object id) {
        return id instanceof CompositeId composite ? composite.parts() : List.of(id);
    }
}
