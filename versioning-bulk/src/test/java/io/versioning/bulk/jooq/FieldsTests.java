package io.versioning.bulk.jooq;

import static io.versioning.bulk.jooq.generated.Tables.ACCOUNT;
import static io.versioning.bulk.jooq.generated.Tables.FLIGHT;
import static io.versioning.bulk.jooq.generated.Tables.SEAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.CompositeId;
import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.bulk.jooq.generated.tables.records.FlightRecord;
import io.versioning.bulk.jooq.generated.tables.records.SeatRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.DSLContext;
import org.jooq.VisitListener;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Fields are named and bound as jOOQ would, or written by jOOQ. */
class FieldsTests {

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

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private static Outcome updated(long version) {
            return Applied.updated(version, Durability.COMMITTED);
        }

        @Test
        void valuesGoThroughConverters() {
            List<Outcome> outcomes = outcomes(flights.apply(List.of(
                    flights.update(1).expecting(1).set(FLIGHT.GATE, new Gate('B', 7)),
                    flights.update(2).expecting(1).set(FLIGHT.GATE, (Gate) null),
                    flights.update(3).expecting(1).setAll(Map.of(FLIGHT.GATE, new Gate('C', 1), FLIGHT.SEATS, 7L)))));
            assertThat(outcomes).containsExactly(updated(2), updated(2), updated(2));
            assertThat(flight(1).getGate()).isEqualTo(new Gate('B', 7));
            assertThat(flight(2).getGate()).isNull();
            assertThat(flight(3).getGate()).isEqualTo(new Gate('C', 1));
            assertThat(flight(3).getSeats()).isEqualTo(7);
        }

        /** The binding renders upper(...): an array would take its SQL away. */
        @Test
        void valuesWithABindingOfTheApplicationsOwnAreWrittenByIt() {
            List<Outcome> outcomes = outcomes(flights.withCurrentState()
                    .apply(List.of(
                            flights.update(1).expecting(1).set(FLIGHT.REMARK, "late"),
                            flights.update(2).expecting(1).set(FLIGHT.SEATS, 1),
                            flights.update(3).expecting(4).set(FLIGHT.REMARK, "stale"),
                            flights.update(4)
                                    .expecting(1)
                                    .set(FLIGHT.REMARK, "x")
                                    .set(FLIGHT.SEATS, -1),
                            flights.update(99).expecting(1).set(FLIGHT.REMARK, "gone"))));
            assertThat(outcomes.subList(0, 2)).containsExactly(updated(2), updated(2));
            assertThat(conflict(outcomes.get(2)).actual()).isEqualTo(OptionalLong.of(1));
            assertThat(conflict(outcomes.get(2)).currentState()).get().isEqualTo(flight(3));
            assertThat(outcomes.get(3)).isInstanceOf(Outcome.Refused.class);
            assertThat(conflict(outcomes.get(4)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(flight(1).getRemark()).isEqualTo("LATE!");
            assertThat(flight(3).getRemark()).isNull();
        }

        @Test
        void expressionsAreWrittenByJooqAmongTheOthers() {
            List<Outcome> outcomes = outcomes(flights.apply(List.of(
                    flights.update(1).expecting(1).set(FLIGHT.SEATS, FLIGHT.SEATS.minus(1)),
                    flights.update(1).expecting(2).set(FLIGHT.SEATS, FLIGHT.SEATS.minus(1)),
                    flights.update(1).expecting(3).set(FLIGHT.GATE, new Gate('D', 4)),
                    flights.update(1).expecting(4).set(FLIGHT.SEATS, FLIGHT.SEATS.minus(9)),
                    flights.update(1).expecting(4).set(FLIGHT.SEATS, FLIGHT.SEATS.minus(1)),
                    flights.update(2).expecting(7).set(FLIGHT.SEATS, FLIGHT.SEATS.minus(1)),
                    flights.delete(3).expecting(1))));
            assertThat(outcomes.subList(0, 3)).containsExactly(updated(2), updated(3), updated(4));
            assertThat(outcomes.get(3)).isInstanceOf(Outcome.Refused.class);
            assertThat(outcomes.get(4)).isEqualTo(updated(5));
            assertThat(conflict(outcomes.get(5)).actual()).isEqualTo(OptionalLong.of(1));
            assertThat(conflict(outcomes.get(5)).currentState()).isEmpty();
            assertThat(outcomes.get(6)).isEqualTo(Applied.deleted(Durability.COMMITTED));
            assertThat(flight(1).getSeats()).isEqualTo(2);
            assertThat(flight(1).getGate()).isEqualTo(new Gate('D', 4));
        }

        @Test
        void allOrNothingAndInputOrderHoldForExpressionsToo() {
            List<RecordChange<FlightRecord>> changes = List.of(
                    flights.update(1).expecting(1).set(FLIGHT.SEATS, FLIGHT.SEATS.plus(1)),
                    flights.update(2).expecting(3).set(FLIGHT.SEATS, FLIGHT.SEATS.plus(1)));
            assertThat(flights.allOrNothing().apply(changes).succeeded()).isEmpty();
            assertThat(flight(1).getSeats()).isEqualTo(5);
            assertThat(flights.inInputOrder().apply(changes).succeeded()).hasSize(1);
            assertThat(flight(1).getSeats()).isEqualTo(6);
        }

        @Test
        void currentStateIsTheRecordThatJooqReads() {
            List<Outcome> outcomes = outcomes(flights.withCurrentState()
                    .apply(List.of(
                            flights.update(1).expecting(1).set(FLIGHT.REMARK, "hello"),
                            flights.touch(2).expecting(1),
                            flights.touch(1).expecting(7),
                            flights.touch(2).expecting(7))));
            FlightRecord state =
                    (FlightRecord) conflict(outcomes.get(2)).currentState().orElseThrow();
            assertThat(image(state)).isEqualTo(image(flight(1)));
            assertThat(state.getRemark()).isEqualTo("HELLO!");
            assertThat(state.configuration()).isNull();
            Outcome single = flights.withCurrentState()
                    .apply(List.of(flights.touch(2).expecting(9)))
                    .outcomes()
                    .get(0);
            assertThat(conflict(single).currentState()).get().isEqualTo(flight(2));
        }

        @Test
        void keysOfSeveralFieldsAndAnotherNameOfTheVersion() {
            dsl.insertInto(SEAT, SEAT.FLIGHT, SEAT.NUMBER)
                    .values("LH1", 1)
                    .values("LH1", 2)
                    .execute();
            BulkRecords<SeatRecord> seats = bulks.table(SEAT);
            List<Outcome> outcomes = outcomes(seats.apply(List.of(
                    seats.update(CompositeId.of("LH1", 1)).expecting(1).set(SEAT.PASSENGER, "Ada"),
                    seats.delete(CompositeId.of("LH1", 2)).expecting(1),
                    seats.touch(CompositeId.of("LH1", 3)).expecting(1))));
            assertThat(outcomes.get(0)).isEqualTo(updated(2));
            assertThat(conflict(outcomes.get(2)).id()).isEqualTo(CompositeId.of("LH1", 3));
            assertThat(dsl.fetchSingle(SEAT).getPassenger()).isEqualTo("Ada");
        }

        @Test
        void schemasAreMapped() {
            database.execute("create schema \"branch\"", Ddl.FLIGHT.formatted("\"branch\"."));
            try {
                DSLContext mapped = DSL.using(
                        database.dataSource(),
                        dialect(),
                        new Settings()
                                .withRenderMapping(new RenderMapping()
                                        .withSchemata(
                                                new MappedSchema().withInput("").withOutput("branch"))));
                mapped.insertInto(FLIGHT, FLIGHT.ID, FLIGHT.SEATS)
                        .values(1L, 0)
                        .values(2L, 0)
                        .execute();
                BulkRecords<FlightRecord> there =
                        JooqBulkVersioning.over(mapped).withoutListeners().table(FLIGHT);
                assertThat(outcomes(there.apply(List.of(
                                there.update(1).expecting(1).set(FLIGHT.SEATS, 7),
                                there.update(2).expecting(1).set(FLIGHT.SEATS, FLIGHT.SEATS.plus(8))))))
                        .containsExactly(updated(2), updated(2));
                assertThat(mapped.select(DSL.sum(FLIGHT.SEATS)).from(FLIGHT).fetchSingle(0, Integer.class))
                        .isEqualTo(15);
                assertThat(flight(1).getSeats()).isEqualTo(5);
            } finally {
                database.execute("drop schema \"branch\" cascade");
            }
        }

        @Test
        void namesAreWrittenAsTheSettingsSay() {
            database.execute("create table loud (id bigint primary key, note varchar(9), version integer not null)");
            database.execute("insert into loud values (1, 'a', 1), (2, 'b', 1)");
            DSLContext unquoted = DSL.using(
                    database.dataSource(),
                    dialect(),
                    new Settings().withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED));
            var loud = JooqBulkVersioning.over(unquoted)
                    .withoutListeners()
                    .table(DSL.table(DSL.name("Loud")), DSL.field(DSL.name("ID"), Long.class));
            List<Outcome> outcomes = outcomes(loud.apply(List.of(
                    loud.update(1).expecting(1).set(DSL.field("Note", String.class), "x"),
                    loud.update(2).expecting(1).set(DSL.field("note"), (Object) "y"))));
            assertThat(outcomes).containsExactly(updated(2), updated(2));
            assertThat(unquoted.fetchCount(DSL.table("loud"), DSL.condition("note in ('x', 'y')")))
                    .isEqualTo(2);
        }

        @Test
        void stampsAreSetByEachWrite() {
            var stamped = bulks.withActor(() -> Optional.of("ada"))
                    .table(ACCOUNT)
                    .stampingTime(ACCOUNT.UPDATED_AT)
                    .stampingActor(ACCOUNT.UPDATED_BY);
            assertThat(outcomes(stamped.apply(List.of(
                            stamped.touch(1).expecting(1),
                            stamped.update(2).expecting(1).set(ACCOUNT.UPDATED_BY, "bob"),
                            stamped.update(3).expecting(1).set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.plus(1))))))
                    .containsExactly(updated(2), updated(2), updated(2));
            assertThat(account(1).getUpdatedBy()).isEqualTo("ada");
            assertThat(account(2).getUpdatedBy()).isEqualTo("bob");
            assertThat(account(3).getUpdatedBy()).isEqualTo("ada");
            for (long id = 1; id <= 3; id++) {
                assertThat(account(id).getUpdatedAt()).isNotNull();
            }
        }

        @Test
        void whatCantBeMeantIsRefusedBeforeAnythingIsWritten() {
            refused("row 1", "part of the key", flights.update(2).expecting(1).set(FLIGHT.ID, 7L));
            refused("row 1", "is the version", flights.update(2).expecting(1).set(FLIGHT.VERSION, 7L));
            refused("row 1", "no column", flights.update(2).expecting(1).set(ACCOUNT.OWNER, "x"));
            refused("row 1", "nothing is set", flights.update(2).expecting(1));
            refused("row 1", "exactly", flights.update(2).expecting(1).setAll(Map.of(FLIGHT.SEATS, 7.5)));
            refused("row 1", "is of type", flights.update("x").expecting(1).set(FLIGHT.SEATS, 7));
            refused(
                    "row 1",
                    "set twice",
                    flights.update(2).expecting(1).set(FLIGHT.SEATS, 7).set(FLIGHT.SEATS, 8));
            refused(
                    "row 1",
                    "set twice",
                    flights.update(2)
                            .expecting(1)
                            .set(FLIGHT.SEATS, FLIGHT.SEATS.plus(1))
                            .set(FLIGHT.SEATS, 8));
            refused(
                    "row 1",
                    "part of the key",
                    flights.update(2)
                            .expecting(1)
                            .set(FLIGHT.SEATS, FLIGHT.SEATS.plus(1))
                            .set(FLIGHT.ID, 8L));
            refused(
                    "row 1",
                    "SQL and no name",
                    flights.update(2).expecting(1).set(DSL.field("seats + 1", Integer.class), 8));
            refused(
                    "row 1",
                    "is one of table",
                    flights.entity("other").versionField(FLIGHT.SEATS).touch(2).expecting(1));
            assertThat(flight(1).getVersion()).isEqualTo(1);
        }

        private void refused(String row, String why, RecordChange<FlightRecord> bad) {
            assertThatThrownBy(() ->
                            outcomes(flights.apply(List.of(flights.touch(1).expecting(1), bad))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(row)
                    .hasMessageContaining(why);
        }

        @Test
        void listenersThatMayChangeStatementsAreRefused() {
            assertThatThrownBy(() -> JooqBulkVersioning.over(dsl.configuration().derive(new VisitListener() {})))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("VisitListener");
        }

        @Test
        void keysWithABindingOfTheirOwnAreRefused() {
            assertThatThrownBy(() -> bulks.table(FLIGHT, FLIGHT.REMARK))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("remark");
        }
    }
}
