package io.versioning.jpa.kinds;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.PrePersist;
import jakarta.persistence.Version;

/** Entities that are mapped by their properties, whose version is named otherwise than the field and the column. */
final class CounterProperties {

    private CounterProperties() {}

    @MappedSuperclass
    abstract static class Texted implements Counter.Counted {

        private Long key;
        private String words;

        protected Texted() {}

        Texted(long key) {
            this.key = key;
        }

        @Id
        @Override
        public Long getId() {
            return key;
        }

        protected void setId(Long id) {
            key = id;
        }

        @Override
        public String getText() {
            return words;
        }

        @Override
        public void setText(String text) {
            words = text;
        }
    }

    @Entity(name = "IntProperty")
    static class IntProperty extends Texted {

        private int number;

        protected IntProperty() {}

        IntProperty(long id) {
            super(id);
        }

        @Version
        @Column(name = "lock_no")
        protected int getRevision() {
            return number;
        }

        protected void setRevision(int revision) {
            number = revision;
        }

        @Override
        public Number carried() {
            return number;
        }

        @Override
        public void carry(long by) {
            number = Math.toIntExact(by);
        }
    }

    @Entity(name = "ShortProperty")
    static class ShortProperty extends Texted {

        private short number = 1;

        protected ShortProperty() {}

        ShortProperty(long id) {
            super(id);
        }

        @Version
        @Column(name = "lock_no")
        protected short getRevision() {
            return number;
        }

        protected void setRevision(short revision) {
            number = revision;
        }

        @Override
        public Number carried() {
            return number;
        }

        @Override
        public void carry(long by) {
            number = (short) by;
        }
    }

    @Entity(name = "LongProperty")
    static class LongProperty extends Texted {

        private Long number;

        protected LongProperty() {}

        LongProperty(long id) {
            super(id);
        }

        @Version
        @Column(name = "lock_no")
        protected Long getRevision() {
            return number;
        }

        protected void setRevision(Long revision) {
            number = revision;
        }

        @PrePersist
        void start() {
            number = 1L;
        }

        @Override
        public Number carried() {
            return number;
        }

        @Override
        public void carry(long by) {
            number = by;
        }
    }
}
