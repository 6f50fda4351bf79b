package io.versioning.jpa.kinds;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.Objects;
import java.util.UUID;

/** Entities with ids of every kind. */
final class Identified {

    private Identified() {}

    @Entity(name = "WithLong")
    static class WithLong extends VersionedEntity {
        @Id
        Long id;

        String text;

        protected WithLong() {}

        WithLong(Long id) {
            this.id = id;
        }
    }

    @Entity(name = "WithString")
    static class WithString extends VersionedEntity {
        @Id
        @Column(length = 4000)
        String id;

        String text;

        protected WithString() {}

        WithString(String id) {
            this.id = id;
        }
    }

    @Entity(name = "WithUuid")
    static class WithUuid extends VersionedEntity {
        @Id
        UUID id;

        String text;

        protected WithUuid() {}

        WithUuid(UUID id) {
            this.id = id;
        }
    }

    @Entity(name = "OnIdentity")
    static class OnIdentity extends VersionedEntity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        Long id;

        String text;
    }

    /** Neither id nor version can be null. */
    @Entity(name = "OnPrimitiveIdentity")
    static class OnPrimitiveIdentity {
        @Id
        @GeneratedValue(strategy = GenerationType.IDENTITY)
        long id;

        @Version
        int version;

        String text;
    }

    @Entity(name = "OnSequence")
    static class OnSequence {
        @Id
        @GeneratedValue(strategy = GenerationType.SEQUENCE)
        Integer id;

        @Version
        long version = 1;

        String text;
    }

    @Entity(name = "OnUuid")
    static class OnUuid extends VersionedEntity {
        @Id
        @GeneratedValue(strategy = GenerationType.UUID)
        UUID id;

        String text;
    }

    @Embeddable
    static class SeatNumber implements Serializable {
        private static final long serialVersionUID = 1;

        String flight;
        int number;

        protected SeatNumber() {}

        SeatNumber(String flight, int number) {
            this.flight = flight;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatNumber that && flight.equals(that.flight) && number == that.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(flight, number);
        }

        @Override
        public String toString() {
            return flight + "/" + number;
        }
    }

    @Entity(name = "Seat")
    static class Seat extends VersionedEntity {
        @EmbeddedId
        SeatNumber id;

        String text;

        protected Seat() {}

        Seat(SeatNumber id) {
            this.id = id;
        }
    }

    static class BookingKey implements Serializable {
        private static final long serialVersionUID = 1;

        String flight;
        Long passenger;

        BookingKey() {}

        BookingKey(String flight, Long passenger) {
            this.flight = flight;
            this.passenger = passenger;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof BookingKey that
                    && Objects.equals(flight, that.flight)
                    && Objects.equals(passenger, that.passenger);
        }

        @Override
        public int hashCode() {
            return Objects.hash(flight, passenger);
        }

        @Override
        public String toString() {
            return flight + "/" + passenger;
        }
    }

    @Entity(name = "Booking")
    @IdClass(BookingKey.class)
    static class Booking extends VersionedEntity {
        @Id
        String flight;

        @Id
        Long passenger;

        String text;

        protected Booking() {}

        Booking(String flight, Long passenger) {
            this.flight = flight;
            this.passenger = passenger;
        }
    }
}
