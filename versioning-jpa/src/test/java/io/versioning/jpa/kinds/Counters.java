package io.versioning.jpa.kinds;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Version;

/** Entities that are mapped by their fields, each with a version of another type, or starting elsewhere. */
final class Counters {

    private Counters() {}

    @MappedSuperclass
    abstract static class Texted implements Counter.Counted {

        @Id
        private Long id;

        private String text;

        protected Texted() {}

        Texted(long id) {
            this.id = id;
        }

        @Override
        public Long getId() {
            return id;
        }

        @Override
        public String getText() {
            return text;
        }

        @Override
        public void setText(String text) {
            this.text = text;
        }
    }

    @Entity(name = "OnBase")
    @AttributeOverride(name = "version", column = @Column(name = "revision", nullable = false))
    static class OnBase extends VersionedEntity implements Counter.Counted {

        @Id
        private Long id;

        private String text;

        protected OnBase() {}

        OnBase(long id) {
            this.id = id;
        }

        @Override
        public Long getId() {
            return id;
        }

        @Override
        public String getText() {
            return text;
        }

        @Override
        public void setText(String text) {
            this.text = text;
        }

        @Override
        public Number carried() {
            return getVersion();
        }

        /** The base has no setter. */
        @Override
        public void carry(long by) {}
    }

    @Entity(name = "BoxedShort")
    static class BoxedShort extends Texted {

        @Version
        private Short version;

        protected BoxedShort() {}

        BoxedShort(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = (short) by;
        }
    }

    @Entity(name = "BoxedInteger")
    static class BoxedInteger extends Texted {

        @Version
        private Integer version;

        protected BoxedInteger() {}

        BoxedInteger(long id) {
            super(id);
        }

        @PrePersist
        void start() {
            version = 1;
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = Math.toIntExact(by);
        }
    }

    @Entity(name = "BoxedLong")
    static class BoxedLong extends Texted {

        @Version
        private Long version;

        protected BoxedLong() {}

        BoxedLong(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = by;
        }
    }

    @Entity(name = "BoxedLongWithStart")
    static class BoxedLongWithStart extends Texted {

        @Version
        private Long version = 1L;

        protected BoxedLongWithStart() {}

        BoxedLongWithStart(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = by;
        }
    }

    @Entity(name = "PrimitiveShort")
    static class PrimitiveShort extends Texted {

        @Version
        private short version = 1;

        protected PrimitiveShort() {}

        PrimitiveShort(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = (short) by;
        }
    }

    @Entity(name = "PrimitiveInt")
    static class PrimitiveInt extends Texted {

        @Version
        private int version;

        protected PrimitiveInt() {}

        PrimitiveInt(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = Math.toIntExact(by);
        }
    }

    @Entity(name = "PrimitiveLong")
    static class PrimitiveLong extends Texted {

        @Version
        private long version = 1;

        protected PrimitiveLong() {}

        PrimitiveLong(long id) {
            super(id);
        }

        @Override
        public Number carried() {
            return version;
        }

        @Override
        public void carry(long by) {
            version = by;
        }
    }
}
