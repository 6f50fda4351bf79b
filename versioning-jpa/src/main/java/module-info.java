import org.jspecify.annotations.NullMarked;

/** Versioned entities on Jakarta Persistence. */
@NullMarked
module io.versioning.jpa {
    requires transitive io.versioning;
    requires transitive jakarta.persistence;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning.jpa;

    // The persistence provider reads and writes the version field by reflection.
    opens io.versioning.jpa;
}
