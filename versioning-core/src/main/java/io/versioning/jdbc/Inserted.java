package io.versioning.jdbc;

import io.versioning.CompositeId;
import io.versioning.Versioned;
import java.util.Objects;

/**
 * A row that was inserted: its id, given or generated, and its version, which is 1.
 *
 * <p>Immutable, and thread-safe if the id is.
 *
 * @param id the value of the id column, or a {@link CompositeId}
 * @param version the version
 */
public record Inserted(Object id, long version) implements Versioned {

    /**
     * Checks that there is an id.
     *
     * @param id the value of the id column, or a {@link CompositeId}
     * @param version the version
     */
    public Inserted {
        Objects.requireNonNull(id, "id");
    }
}
