import org.jspecify.annotations.NullMarked;

/** Many guarded writes, one outcome per row. */
@NullMarked
module io.versioning.bulk {
    requires transitive io.versioning;
    requires static transitive io.versioning.jooq;
    requires static transitive org.jooq;
    requires org.slf4j;
    requires static transitive jakarta.validation;
    requires static transitive io.versioning.jpa;
    requires static transitive jakarta.persistence;
    requires static transitive org.hibernate.orm.core;
    requires static java.naming; // of which a SessionFactory is a part
    requires static org.jspecify;
    requires static com.google.errorprone.annotations;

    exports io.versioning.bulk;
    exports io.versioning.bulk.jooq;
    exports io.versioning.bulk.validation;
    exports io.versioning.bulk.jpa;
}
