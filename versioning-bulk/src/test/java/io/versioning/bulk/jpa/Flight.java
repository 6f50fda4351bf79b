package io.versioning.bulk.jpa;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.hibernate.annotations.Formula;

/** An entity with attributes of many kinds. */
@Entity(name = "Flight")
@Table(name = "flight")
class Flight {

    @Id
    UUID id;

    @Version
    @Column(name = "\"Row Version\"")
    long version;

    @Column(name = "\"Gate No\"")
    String gate;

    @Convert(converter = Codes.class)
    Code code;

    @Enumerated(EnumType.ORDINAL)
    Status status;

    @Enumerated(EnumType.STRING)
    Status phase;

    @Embedded
    Address address;

    @ManyToOne(fetch = FetchType.LAZY)
    Airline airline;

    BigDecimal price;

    Boolean open;

    Double weight;

    Instant seen;

    LocalDateTime planned;

    @Column(name = "at_offset")
    OffsetDateTime atOffset;

    @Column(name = "on_day")
    LocalDate onDay;

    @Column(name = "at_time")
    LocalTime atTime;

    Duration lasts;

    byte[] photo;

    UUID ref;

    @Column(updatable = false)
    String created;

    @Formula("passengers * 2")
    Integer computed;

    int passengers;

    enum Status {
        PLANNED,
        BOARDING,
        GONE
    }

    record Code(String carrier, int number) {}

    static class Codes implements AttributeConverter<Code, String> {
        @Override
        public String convertToDatabaseColumn(Code code) {
            return code == null ? null : code.carrier() + "-" + code.number();
        }

        @Override
        public Code convertToEntityAttribute(String text) {
            return text == null ? null : new Code(text.split("-", -1)[0], Integer.parseInt(text.split("-", -1)[1]));
        }
    }

    @Embeddable
    static class Address {
        String city;
        String street;
    }
}
