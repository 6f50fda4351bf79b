package io.versioning.jdbc;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Ids as callers see them, and keys as tables have them. */
final class Ids {

    private Ids() {}

    /** The id of a key that was read: its one value, or a composite. */
    static Object of(List<? extends @Nullable Object> key) {
        return key.size() == 1 ? Objects.requireNonNull(key.get(0), "id") : CompositeId.of(key.toArray());
    }

    /** The key that an id names. */
    static List<Object> key(Object id) {
        return id instanceof CompositeId composite ? composite.parts() : List.of(id);
    }
}
