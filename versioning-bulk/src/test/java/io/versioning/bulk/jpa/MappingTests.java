package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a bulk writes for attributes is what Hibernate would write. */
class MappingTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2InAnotherZone extends Cases {
        H2InAnotherZone() {
            super(DatabaseKind.H2);
        }

        @Override
        Map<String, Object> settings() {
            return Map.of("hibernate.jdbc.time_zone", "America/New_York");
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class PostgresInAnotherZone extends Cases {
        PostgresInAnotherZone() {
            super(DatabaseKind.POSTGRES);
        }

        @Override
        Map<String, Object> settings() {
            return Map.of("hibernate.jdbc.time_zone", "America/New_York");
        }
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<String> schema() {
            String bytes = isPostgres() ? "bytea" : "varbinary(100)";
            return List.of(
                    "create table airline (id bigint primary key, name varchar(20), version smallint not null)",
                    "insert into airline values (1, 'one', 1), (2, 'two', 1)",
                    """
                    create table flight (
                      id uuid primary key, "Row Version" bigint not null, "Gate No" varchar(10), code varchar(20),
                      status smallint, phase varchar(10), city varchar(20), street varchar(20),
                      airline_id bigint references airline, price numeric(10, 2), open boolean, weight double precision,
                      seen timestamp(6) with time zone, planned timestamp(6), at_offset timestamp(6) with time zone,
                      on_day date, at_time time(6), lasts numeric(21), photo %s, ref uuid, created varchar(10),
                      doubled integer, passengers integer not null)
                    """.formatted(bytes));
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Flight.class, Airline.class);
        }

        private final UUID written = UUID.randomUUID();
        private final UUID other = UUID.randomUUID();

        private Flight flight(UUID id) {
            Flight flight = new Flight();
            flight.id = id;
            flight.created = "then";
            return flight;
        }

        private void fill(Flight flight, Airline airline) {
            flight.gate = "B7 \"{x},\\";
            flight.code = new Flight.Code("LH", 400);
            flight.status = Flight.Status.BOARDING;
            flight.phase = Flight.Status.GONE;
            flight.address = new Flight.Address();
            flight.address.city = "Köln";
            flight.address.street = null;
            flight.airline = airline;
            flight.price = new BigDecimal("12.50");
            flight.open = true;
            flight.weight = 1.25;
            flight.seen = Instant.parse("2024-07-01T10:15:30.123456Z");
            flight.planned = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 600_000);
            flight.atOffset = OffsetDateTime.of(2024, 1, 2, 3, 4, 5, 0, ZoneOffset.ofHours(5));
            flight.onDay = LocalDate.of(2024, 2, 29);
            flight.atTime = LocalTime.of(13, 14, 15);
            flight.lasts = Duration.ofMinutes(95);
            flight.photo = new byte[] {1, 0, -1};
            flight.ref = UUID.fromString("00000000-0000-0001-0000-000000000002");
            flight.passengers = 7;
        }

        /** The row, all but its id, as text. */
        private String row(UUID id) {
            return text(
                    "select cast(\"Row Version\" as varchar) || '|' || \"Gate No\" || '|' || code || '|' || status ||"
                            + " '|' || phase || '|' || city || '|' || coalesce(street, '-') || '|' || airline_id || '|' ||"
                            + " price || '|' || open || '|' || weight || '|' || cast(seen as varchar) || '|' ||"
                            + " cast(planned as varchar) || '|' || cast(at_offset as varchar) || '|' || on_day || '|' || at_time"
                            + " || '|' || lasts || '|' || cast(photo as varchar) || '|' || ref || '|' || created || '|' ||"
                            + " passengers from flight where id = '" + id + "'");
        }

        private void storeBoth() {
            use(em -> {
                em.persist(flight(written));
                em.persist(flight(other));
            });
        }

        private void writeByHibernate() {
            use(em -> fill(em.find(Flight.class, written), em.getReference(Airline.class, 2L)));
        }

        @Test
        void detachedObjectIsWrittenAsHibernateWritesIt() {
            storeBoth();
            writeByHibernate();
            Flight detached = answer(em -> em.find(Flight.class, other));
            Airline airline = answer(em -> em.getReference(Airline.class, 2L));
            fill(detached, airline);
            BulkEntities<Flight> flights = bulk(Flight.class);
            Outcome alone = only(flights.apply(List.of(flights.of(detached))));
            assertThat(alone).isEqualTo(Applied.updated(detached.version + 1, Durability.COMMITTED));
            assertThat(row(other)).isEqualTo(row(written)).isNotNull();
        }

        @Test
        void attributesAreWrittenAsHibernateWritesThem() {
            storeBoth();
            writeByHibernate();
            Flight filled = flight(other);
            fill(filled, null);
            use(em -> {
                BulkEntities<Flight> flights = bulk(em, Flight.class);
                EntityChange<Flight> change = flights.update(other)
                        .expecting(0)
                        .set("gate", filled.gate)
                        .set("code", filled.code)
                        .set("status", filled.status)
                        .set("phase", filled.phase)
                        .set("address.city", filled.address.city)
                        .set("address.street", null)
                        .set("airline", 2)
                        .set("price", filled.price)
                        .set("open", true)
                        .set("weight", filled.weight)
                        .set("seen", filled.seen)
                        .set("planned", filled.planned)
                        .set("atOffset", filled.atOffset)
                        .set("onDay", filled.onDay)
                        .set("atTime", filled.atTime)
                        .set("lasts", filled.lasts)
                        .set("photo", filled.photo)
                        .set("ref", filled.ref)
                        .set("passengers", 7L);
                // in a set, beside another one
                List<Outcome> outcomes = flights.apply(
                                List.of(flights.touch(UUID.randomUUID()).expecting(1), change))
                        .outcomes();
                assertThat(outcomes.get(1)).isEqualTo(Applied.updated(1, Durability.PENDING));
            });
            assertThat(row(other)).isEqualTo(row(written)).isNotNull();
        }

        @Test
        void namedAttributesOfADetachedObjectAloneAreWritten() {
            storeBoth();
            Flight detached = answer(em -> em.find(Flight.class, other));
            fill(detached, null);
            BulkEntities<Flight> flights = bulk(Flight.class);
            assertThat(only(flights.apply(List.of(flights.of(detached, "gate", "address.city")))))
                    .isInstanceOf(Applied.class);
            assertThat(text("select city || passengers from flight where id = '" + other + "'"))
                    .isEqualTo("Köln0");
        }

        @Test
        void whatCanNotBeMeantIsRefused() {
            BulkEntities<Flight> flights = bulk(Flight.class);
            EntityChange<Flight> change = flights.update(other).expecting(0);
            assertThatThrownBy(() -> change.set("id", other)).hasMessageContaining("is the id of Flight");
            assertThatThrownBy(() -> change.set("version", 7)).hasMessageContaining("is the version of Flight");
            assertThatThrownBy(() -> change.set("created", "now")).hasMessageContaining("never updated");
            assertThatThrownBy(() -> change.set("computed", 7)).hasMessageContaining("never updated");
            assertThatThrownBy(() -> change.set("nothing", 7)).hasMessageContaining("no attribute");
            assertThatThrownBy(() -> change.set("address.nothing", 7)).hasMessageContaining("no attribute");
            assertThatThrownBy(() -> change.set("gate", 7)).hasMessageContaining("is of type String");
            assertThatThrownBy(() -> change.set("passengers", null)).hasMessageContaining("primitive");
            assertThatThrownBy(() -> change.set("passengers", 7.5)).hasMessageContaining("is of type Integer");
            assertThatThrownBy(() -> flights.update("text")).hasMessageContaining("is a String");
            assertThatThrownBy(() -> flights.touch(other).expecting(1).set("gate", "B7"))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> flights.apply(List.of(change))).hasMessageContaining("row 0: nothing is set");
            assertThatThrownBy(() -> bulk(String.class)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
