package io.versioning.jpa;

import io.versioning.Versioned;
import jakarta.persistence.Access;
import jakarta.persistence.AccessType;
import jakarta.persistence.Column;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Version;
import org.jspecify.annotations.Nullable;

/**
 * The base of an entity whose row carries a version: 1 when it is stored, and 1 more with each update.
 *
 * <p>The version is mapped to a column named {@code version}; {@code @AttributeOverride(name = "version", ...)} names
 * another. There is no setter: only the persistence provider changes the version. It is a wrapper that is null until
 * the entity is stored, so the provider can tell an entity that was never stored from one whose row was deleted, and
 * {@code merge} of the latter is refused instead of inserting the row again.
 *
 * <p>After a flush whose transaction was then rolled back, the provider leaves the version of that flush in the object:
 * read such an entity again before changing it.
 *
 * <pre>{@code
 * @Entity
 * class Portfolio extends VersionedEntity {
 *     @Id
 *     Long id;
 *
 *     String name;
 * }
 * }</pre>
 *
 * <p>Not thread-safe, like every entity.
 */
@MappedSuperclass
@Access(AccessType.FIELD)
public abstract class VersionedEntity implements Versioned {

    @Version
    @Column(name = "version", nullable = false)
    private @Nullable Long version;

    /** For subclasses: an entity that is not stored yet and has no version. */
    protected VersionedEntity() {}

    /**
     * Returns the version of the row that this entity was read from or written to.
     *
     * @throws IllegalStateException if this entity was not stored yet and so has no version
     */
    @Override
    public long version() {
        Long stored = version;
        if (stored == null) {
            throw new IllegalStateException(getClass().getSimpleName()
                    + " has no version: it was not stored yet, or its version was lost on the way");
        }
        return stored;
    }

    /**
     * Returns the same as {@link #version()}, as a bean property for what reads beans (JSON, templates, mappers), which
     * also has to cope with an entity that was not stored yet.
     *
     * @return the version, or null if this entity was not stored yet
     */
    public @Nullable Long getVersion() {
        return version;
    }

    @PrePersist
    void startAtVersionOne() {
        if (version == null) {
            version = 1L;
        }
    }
}
