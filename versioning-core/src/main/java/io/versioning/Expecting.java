package io.versioning;

import java.math.BigDecimal;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks for the expected version, which no guarded write can do without.
 *
 * <p>Pass the version that the row had when the user, or the code, read it. No statement is sent by these methods.
 *
 * <p>Immutable and thread-safe.
 *
 * @param <W> the write that goes on from here
 */
public final class Expecting<W> {

    private final String entity;
    private final Object id;
    private final LongFunction<W> next;

    private Expecting(String entity, Object id, LongFunction<W> next) {
        this.entity = entity;
        this.id = id;
        this.next = next;
    }

    /**
     * A write that lacks its expected version; for adapters.
     *
     * @param entity the name of the entity or table, for messages
     * @param id the row's id
     * @param next makes the write for a version, which is not negative
     * @param <W> the write
     * @return what asks for the version
     * @throws IllegalArgumentException if the id is null
     */
    public static <W> Expecting<W> of(String entity, @Nullable Object id, LongFunction<W> next) {
        if (id == null) {
            throw new IllegalArgumentException("id: is null; pass the id of a row");
        }
        return new Expecting<>(entity, id, next);
    }

    /**
     * Expects a version.
     *
     * @param version the version that the change is based on
     * @return the write
     * @throws VersionRequiredException if the version is negative
     */
    public W expecting(long version) {
        if (version < 0) {
            throw VersionRequiredException.notAVersion(entity, id, version);
        }
        return next.apply(version);
    }

    /**
     * Expects a version that may be missing, as one that comes with a request may.
     *
     * @param version the version that the change is based on; null is refused, and never means 'no check'
     * @return the write
     * @throws VersionRequiredException if there is no version, or it is negative, fractional or beyond 64 bits
     */
    public W expecting(@Nullable Number version) {
        if (version == null) {
            throw VersionRequiredException.missing(entity, id);
        }
        try {
            return expecting(new BigDecimal(version.toString()).longValueExact());
        } catch (ArithmeticException | NumberFormatException notWhole) {
            throw VersionRequiredException.notAVersion(entity, id, version);
        }
    }

    /**
     * Expects the version that an object was read at.
     *
     * @param read what the change is based on; null is refused
     * @return the write
     * @throws VersionRequiredException if there is no object, or it has no version, because it is new or the version was
     *     lost on its way, or the version is negative
     */
    public W expecting(@Nullable Versioned read) {
        if (read == null) {
            throw VersionRequiredException.missing(entity, id);
        }
        return expecting(versionOf(read));
    }

    private long versionOf(Versioned read) {
        try {
            return read.version();
        } catch (IllegalStateException | NullPointerException none) {
            throw VersionRequiredException.lost(entity, id, none);
        }
    }
}
