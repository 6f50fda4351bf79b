package io.versioning.jpa.kinds;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Table;
import jakarta.persistence.Version;

/** Entities whose names are awkward in SQL, or in queries of JPA's. */
final class Named {

    private Named() {}

    static Class<?>[] entities() {
        return new Class<?>[] {
            Spaced.class, InSchema.class, InQuotedSchema.class, Order.class, Select.class, From.class, MixedCase.class
        };
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        @Version
        int version;

        String text;
    }

    @Entity(name = "Spaced")
    @Table(name = "`Order Line; -- a.b`")
    static class Spaced {
        @Id
        @Column(name = "`The Id`")
        Long id;

        @Version
        @Column(name = "`Lock.No`")
        int version;

        @Column(name = "`Select`")
        String text;
    }

    @Entity(name = "InSchema")
    @Table(name = "stock", schema = "inventory")
    static class InSchema extends Base {}

    @Entity(name = "InQuotedSchema")
    @Table(name = "`Stock`", schema = "`In.ventory`")
    static class InQuotedSchema extends Base {}

    @Entity(name = "Order")
    @Table(name = "`order`")
    static class Order extends Base {}

    @Entity(name = "Select")
    @Table(name = "`select`")
    static class Select extends Base {}

    @Entity(name = "From")
    @Table(name = "`from`")
    static class From extends Base {}

    @Entity(name = "MixedCase")
    @Table(name = "MixedCase_Table")
    static class MixedCase {
        @Id
        @Column(name = "The_Id")
        Long id;

        @Version
        @Column(name = "Lock_No")
        int version;

        String text;
    }
}
