import org.jspecify.annotations.NullMarked;

/** The promises of versioning on a Jakarta Persistence {@code EntityManager}. */
@NullMarked
@SuppressWarnings("module") // bulk, which is not there yet when this is compiled
module io.versioning.jpa {
    requires transitive io.versioning;
    requires transitive jakarta.persistence;
    requires java.naming; // of which a SessionFactory is a part
    requires transitive org.hibernate.orm.core;
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning.jpa;
    exports io.versioning.jpa.internal to
            io.versioning.bulk;

    provides org.hibernate.integrator.spi.Integrator with
            io.versioning.jpa.internal.ConflictNotes;

    // The persistence provider reads and writes the version field by reflection.
    opens io.versioning.jpa;
}
