package io.versioning.jpa.kinds;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;

/** Entities whose version has one width in Java and another one in the table, or may be null. */
final class Widths {

    private Widths() {}

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        String text;
    }

    @Entity(name = "LongOnInteger")
    static class LongOnInteger extends Base {
        @Version
        @Column(columnDefinition = "integer")
        Long version;
    }

    @Entity(name = "IntOnSmallint")
    static class IntOnSmallint extends Base {
        @Version
        @Column(columnDefinition = "smallint")
        int version;
    }

    @Entity(name = "ShortOnBigint")
    static class ShortOnBigint extends Base {
        @Version
        @Column(columnDefinition = "bigint")
        short version;
    }

    @Entity(name = "IntegerOnBigint")
    static class IntegerOnBigint extends Base {
        @Version
        @Column(columnDefinition = "bigint")
        Integer version;
    }

    @Entity(name = "Nullable")
    static class Nullable extends Base {
        @Version
        Integer version;
    }

    @Entity(name = "NullablePrimitive")
    static class NullablePrimitive extends Base {
        @Version
        @Column(nullable = true)
        int version;
    }
}
