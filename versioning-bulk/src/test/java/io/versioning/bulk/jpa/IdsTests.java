package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.VersionRequiredException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Version;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Ids of one column and of several. */
class IdsTests {

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

    /** The id of a seat. */
    @Embeddable
    static class SeatId {
        String plane;
        int number;

        SeatId() {}

        SeatId(String plane, int number) {
            this.plane = plane;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof SeatId id && id.number == number && id.plane.equals(plane);
        }

        @Override
        public int hashCode() {
            return Objects.hash(plane, number);
        }
    }

    @Entity(name = "Seat")
    static class Seat {
        @EmbeddedId
        SeatId id;

        @Version
        Long version;

        String text;
    }

    @Entity(name = "Bed")
    @IdClass(SeatId.class)
    static class Bed {
        @Id
        String plane;

        @Id
        int number;

        @Version
        int version;

        String text;
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Seat.class, SeatId.class, Bed.class);
        }

        @Override
        List<String> schema() {
            String columns = " (plane varchar(10), number integer, version integer not null, text varchar(10),"
                    + " primary key (plane, number))";
            String rows = " values ('x', 1, 1, 'a'), ('x', 2, 5, 'b'), ('y', 1, 1, 'c')";
            return List.of(
                    "create table Seat" + columns,
                    "create table Bed" + columns,
                    "insert into Seat" + rows,
                    "insert into Bed" + rows);
        }

        private <E> List<Outcome> written(BulkEntities<E> rows) {
            return rows.withCurrentState()
                    .apply(List.of(
                            rows.update(new SeatId("x", 1)).expecting(1).set("text", "new"),
                            rows.touch(new SeatId("x", 2)).expecting(1),
                            rows.delete(new SeatId("y", 1)).expecting(1),
                            rows.touch(new SeatId("z", 1)).expecting(1)))
                    .outcomes();
        }

        private void requireJudged(List<Outcome> outcomes) {
            assertThat(outcomes.get(0)).isEqualTo(Applied.updated(2, Durability.COMMITTED));
            assertThat(conflict(outcomes.get(1)).id()).isEqualTo(new SeatId("x", 2));
            assertThat(conflict(outcomes.get(1)).actual()).hasValue(5);
            assertThat(conflict(outcomes.get(1)).currentState()).isPresent();
            assertThat(outcomes.get(2)).isEqualTo(Applied.deleted(Durability.COMMITTED));
            assertThat(conflict(outcomes.get(3)).actual()).isEmpty();
        }

        @Test
        void embeddedIdNamesARow() {
            requireJudged(written(bulk(Seat.class)));
            assertThat(text("select text from Seat where plane = 'x' and number = 1"))
                    .isEqualTo("new");
        }

        @Test
        void idClassNamesARow() {
            requireJudged(written(bulk(Bed.class)));
            assertThat(text("select text from Bed where plane = 'x' and number = 1"))
                    .isEqualTo("new");
        }

        @Test
        void partOfTheIdCanNotBeChanged() {
            assertThatThrownBy(() -> bulk(Bed.class)
                            .update(new SeatId("x", 1))
                            .expecting(1)
                            .set("plane", "y"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> bulk(Seat.class).update(new SeatId(null, 1)))
                    .hasMessageContaining("a part of it is null");
        }

        @Test
        void detachedObjectNeedsAVersion() {
            BulkEntities<Seat> seats = bulk(Seat.class);
            Seat lost = new Seat();
            lost.id = new SeatId("x", 1);
            assertThatThrownBy(() -> seats.of(lost)).isInstanceOf(VersionRequiredException.class);
            lost.version = -1L;
            assertThatThrownBy(() -> seats.of(lost)).isInstanceOf(VersionRequiredException.class);
            lost.version = 1L;
            assertThat(only(seats.apply(List.of(seats.of(lost))))).isEqualTo(Applied.updated(2, Durability.COMMITTED));
            assertThat(lost.version).isEqualTo(1);
        }
    }
}
