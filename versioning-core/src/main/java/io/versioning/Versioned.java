package io.versioning;

/**
 * Anything that carries the version of the row it was read from: an entity, a record, a DTO.
 *
 * <p>A version counts the updates of one row. It starts at 1, each update advances it by exactly 1, and it is never set
 * by hand. Implementing this interface is a convenience and never required: every call that takes a {@code Versioned}
 * also takes a number.
 *
 * <pre>{@code
 * record Airport(String iata, String name, long version) implements Versioned {}
 * }</pre>
 *
 * <p>Implementations follow the thread-safety of the object that they belong to.
 */
public interface Versioned {

    /**
     * Returns the version that this object was read at.
     *
     * @return the version; 0 or more, and 1 for a row that was inserted and not updated since
     * @throws IllegalStateException if this object was not stored yet and so has no version
     */
    long version();
}
