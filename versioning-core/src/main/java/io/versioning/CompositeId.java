package io.versioning;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The id of a row whose key has several columns.
 *
 * <pre>{@code
 * seats.update(CompositeId.of("LH400", 12)).expecting(version).set("taken", true).apply();
 * }</pre>
 *
 * <p>Immutable, and thread-safe if the parts are.
 */
public final class CompositeId implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list, and parts of keys are serializable
    private final List<Object> parts;

    private CompositeId(List<Object> parts) {
        this.parts = parts;
    }

    /**
     * An id of the given parts.
     *
     * @param parts the values of the id columns, in the order in which the table was described; none of them null
     * @return the id
     * @throws IllegalArgumentException if there is no part, or one is null
     */
    public static CompositeId of(Object... parts) {
        if (parts.length == 0 || Arrays.stream(parts).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("parts: an id has at least one part, and none of them is null");
        }
        return new CompositeId(List.of(parts));
    }

    /**
     * Returns the parts.
     *
     * @return the values of the id columns
     */
    public List<Object> parts() {
        return parts;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CompositeId that && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    /** Returns the parts in parentheses: {@code (LH400, 12)}. */
    @Override
    public String toString() {
        return parts.toString().replaceFirst("^\\[", "(").replaceFirst("]$", ")");
    }
}
