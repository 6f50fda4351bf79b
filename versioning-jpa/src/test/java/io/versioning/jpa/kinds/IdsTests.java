package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.WriteRefusedException;
import io.versioning.jpa.kinds.Identified.Booking;
import io.versioning.jpa.kinds.Identified.BookingKey;
import io.versioning.jpa.kinds.Identified.Seat;
import io.versioning.jpa.kinds.Identified.SeatNumber;
import io.versioning.jpa.kinds.Identified.WithLong;
import io.versioning.jpa.kinds.Identified.WithString;
import io.versioning.jpa.kinds.Identified.WithUuid;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A row is found by ids of every kind, exactly that row, and an id that can't be meant is refused. */
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

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind, WithLong.class, WithString.class, WithUuid.class, Seat.class, Booking.class);
        }

        /** An entity with an id goes all the way from insert to delete, and is lost where it should be. */
        private <E> void lives(E entity, Class<E> type, Object id, Consumer<E> change) {
            assertThat(versioning.version(versioning.save(entity))).isEqualTo(1);
            E read = versioning.read(type, id).orElseThrow();
            E updated = versioning.update(type, id).expecting(1).apply(change);
            assertThat(versioning.version(updated)).isEqualTo(2);
            Conflict stale = conflictOf(() -> versioning.save(read));
            assertThat(stale.id()).isEqualTo(id);
            assertThat(stale.actual()).hasValue(2);
            Conflict withState = conflictOf(() ->
                    versioning.update(type, id).expecting(1).withCurrentState().apply(change));
            assertThat(versioning.version(withState.currentState(type).orElseThrow()))
                    .isEqualTo(2);
            assertThat(versioning.version(versioning.save(updated))).isEqualTo(3);
            assertThat(versioning.version(
                            versioning.touch(type, id).expecting(3).apply()))
                    .isEqualTo(4);
            joined((em, within) -> {
                within.update(type, id).expecting(4).apply(change);
                within.delete(type, id).expecting(5).apply();
                return null;
            });
            assertThat(conflictOf(() -> versioning.save(updated)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflictOf(() -> versioning
                                    .touch(type, id)
                                    .expecting(5)
                                    .withCurrentState()
                                    .apply())
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
        }

        @Test
        void numberIsAnId() {
            long id = newId();
            lives(new WithLong(id), WithLong.class, id, entity -> entity.text = "second");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "plain",
                    "it's",
                    "\"quoted\"",
                    "' or '1'='1",
                    "x'; drop table WithString; --",
                    ":row ? {fn x} ${y} %s",
                    " leading and trailing ",
                    "line\nbreak\r\n\ttab",
                    "\\",
                    "",
                    "Zürich \uD83D\uDEEB"
                })
        void textIsAnIdHoweverOddItIs(String id) {
            lives(new WithString(id), WithString.class, id, entity -> entity.text = "second");
        }

        @Test
        void longTextIsAnIdAndIsCutInMessages() {
            String id = "x".repeat(2000);
            versioning.insert(new WithString(id));
            assertThatThrownBy(() ->
                            versioning.touch(WithString.class, id).expecting(7).apply())
                    .hasMessage("WithString " + "x".repeat(63) + "…: expected version 7, found 1");
        }

        @Test
        void messagesHaveNoLineBreaksOfIds() {
            assertThatThrownBy(() -> versioning
                            .touch(WithString.class, "a\nb\u202Ec")
                            .expecting(1)
                            .apply())
                    .hasMessageStartingWith("WithString a\\nb\\u202ec: expected version 1");
        }

        @Test
        void uuidIsAnId() {
            UUID id = UUID.randomUUID();
            lives(new WithUuid(id), WithUuid.class, id, entity -> entity.text = "second");
        }

        @Test
        void embeddedIdIsAnId() {
            SeatNumber id = new SeatNumber("LH 400'", 12);
            lives(new Seat(id), Seat.class, new SeatNumber("LH 400'", 12), entity -> entity.text = "second");
        }

        @Test
        void idOfAnIdClassIsAnId() {
            BookingKey id = new BookingKey("LH 400'", 12L);
            lives(new Booking("LH 400'", 12L), Booking.class, id, entity -> entity.text = "second");
        }

        @Test
        void literalIsAnIdOfTheMappedType() {
            int id = (int) newId();
            versioning.insert(new WithLong((long) id));
            assertThat(versioning.version(
                            versioning.touch(WithLong.class, id).expecting(1).apply()))
                    .isEqualTo(2);
            assertThat(versioning.read(WithLong.class, (short) id)).isPresent();
            assertThat(conflictOf(() -> versioning
                                    .touch(WithLong.class, id)
                                    .expecting(1)
                                    .apply())
                            .id())
                    .isEqualTo((long) id);
        }

        private void refusedBeforeSql(Class<?> type, Object id, String... words) {
            assertThat(statementsOf(() -> {
                        assertThatThrownBy(() -> versioning.update(type, id))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContainingAll(words);
                        assertThatThrownBy(() -> versioning.touch(type, id))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContainingAll(words);
                        assertThatThrownBy(() -> versioning.delete(type, id))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContainingAll(words);
                        assertThatThrownBy(() -> versioning.read(type, id))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContainingAll(words);
                    }))
                    .isEmpty();
        }

        @Test
        void idOfAnotherTypeIsRefused() {
            refusedBeforeSql(WithLong.class, "1", "String", "WithLong", "Long");
            refusedBeforeSql(WithLong.class, 1.5, "Double", "Long");
            refusedBeforeSql(WithString.class, 1L, "Long", "WithString", "String");
            refusedBeforeSql(WithUuid.class, UUID.randomUUID().toString(), "String", "UUID");
            refusedBeforeSql(Seat.class, "LH400", "String", "SeatNumber");
            refusedBeforeSql(Booking.class, new SeatNumber("LH400", 12), "SeatNumber", "BookingKey");
            refusedBeforeSql(Booking.class, new Booking("LH400", 12L), "Booking", "BookingKey");
        }

        @Test
        void nullIsNoId() {
            refusedBeforeSql(WithLong.class, null, "id: is null");
            refusedBeforeSql(Booking.class, null, "id: is null");
        }

        @Test
        void idWithAPartThatIsNullIsRefused() {
            refusedBeforeSql(Seat.class, new SeatNumber(null, 12), "id", "null");
            refusedBeforeSql(Booking.class, new BookingKey("LH400", null), "id", "null");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\uD83D", "a\uDEEBb", "\u0000", "a\u0000"})
        void textThatNoDatabaseStoresIsRefused(String id) {
            refusedBeforeSql(WithString.class, id, "id", "holds at index");
            refusedBeforeSql(Seat.class, new SeatNumber(id, 12), "id", "holds at index");
            refusedBeforeSql(Booking.class, new BookingKey(id, 12L), "id", "holds at index");
        }

        @ParameterizedTest
        @ValueSource(strings = {"\uD83D", "a\uDEEBb", "\u0000", "a\u0000"})
        void newEntityWithAnIdThatNoDatabaseStoresIsRefused(String id) {
            assertThat(statementsOf(() -> {
                        assertThatThrownBy(() -> versioning.insert(new WithString(id)))
                                .isInstanceOf(IllegalArgumentException.class)
                                .hasMessageContaining("holds at index");
                        assertThatThrownBy(() -> versioning.save(new WithString(id)))
                                .isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> versioning.insert(new Seat(new SeatNumber(id, 1))))
                                .isInstanceOf(IllegalArgumentException.class);
                        assertThatThrownBy(() -> versioning.insert(new Booking(id, 1L)))
                                .isInstanceOf(IllegalArgumentException.class);
                    }))
                    .isEmpty();
        }

        @Test
        void newEntityWithoutAnAssignedIdIsRefused() {
            assertThatThrownBy(() -> versioning.insert(new WithLong(null)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> versioning.save(new WithUuid(null))).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void newEntityWithHalfAnIdIsRefusedByTheTable() {
            assertThatThrownBy(() -> versioning.insert(new Booking("LH400", null)))
                    .isInstanceOf(WriteRefusedException.class);
        }
    }
}
