package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Refusal;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a bulk writes is what a single write would, in all types of columns and of keys. */
class ValuesTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        @Override
        Map<String, List<?>> valuesByType() {
            Map<String, List<?>> values = common();
            values.put("varbinary(99)", List.of(new byte[] {1, 2, 0}, new byte[0]));
            values.put("varchar(99) array", List.of(List.of("a", "b, \"c\""), List.of()));
            return values;
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        @Test
        void idThatItsTypeDoesNotHaveIsRefusedAlone() throws Exception {
            database.execute(
                    "create type weekday as enum ('mon', 'tue', 'wed')",
                    "create table plan (day weekday primary key, word text, version integer not null)",
                    "insert into plan values ('mon', 'a', 1), ('tue', 'a', 1), ('wed', 'a', 1)");
            try (Connection connection = transaction()) {
                BulkTable plan = BulkVersioning.over(database.dataSource())
                        .withoutListeners()
                        .table("plan", "day");
                List<RowChange> changes = new ArrayList<>();
                for (String day : List.of("wed", "sun", "mon")) {
                    changes.add(plan.update(day).expecting(1).set("word", "b"));
                }
                for (BulkTable door : List.of(plan.within(connection), plan.allOrNothing(), plan)) {
                    List<Outcome> outcomes = door.apply(changes).outcomes();
                    assertThat(outcomes.get(1)).isEqualTo(new Outcome.Refused(Refusal.data("22P02")));
                    connection.rollback();
                }
            } finally {
                database.execute("alter table plan alter column day type text", "drop type weekday");
            }
            assertThat(number("select count(*) from plan where version = 2 and word = 'b'"))
                    .isEqualTo(2);
            assertThat(text("select string_agg(day, ' ' order by day) from plan where version = 2"))
                    .isEqualTo("mon wed");
        }

        /** The driver alone would cut the one and let the other lose its time. */
        @Test
        void rowAloneTakesWhatRowsInCompanyTake() {
            database.execute("alter table account add column rate numeric(30, 20), add column due date");
            double third = 0.1 + 0.2;
            assertThat(bulk.apply(List.of(bulk.update(1L).expecting(1).set("rate", third)))
                            .outcomes())
                    .allMatch(Applied.class::isInstance);
            assertThat(bulk.apply(List.of(
                                    bulk.update(2L).expecting(1).set("rate", third),
                                    bulk.update(3L).expecting(1).set("rate", third)))
                            .outcomes())
                    .allMatch(Applied.class::isInstance);
            assertThat(number("select count(*) from account where rate = 0.30000000000000004"))
                    .isEqualTo(3);
            RowChange due = bulk.update(4L).expecting(1).set("due", LocalDateTime.of(2026, 1, 2, 3, 4));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk.apply(List.of(due)))
                    .withMessageContaining("column due");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk.apply(List.of(due, balance(5, 1))))
                    .withMessageContaining("column due");
        }

        /** PostgreSQL calls it a syntax error, as it would the statement itself. */
        @Test
        void valueThatTheDatabaseTakesForBadSyntaxFailsAlone() {
            database.execute("alter table account add column words tsquery");
            List<RowChange> changes = new ArrayList<>();
            for (long id = 1; id <= 20; id++) {
                changes.add(bulk.update(id).expecting(1).set("words", id == 7 ? "cat &" : "cat & dog"));
            }
            List<Outcome> outcomes = bulk.apply(changes).outcomes();
            assertThat(outcomes.get(6)).isEqualTo(Outcome.NotApplied.because(Outcome.NotApplied.FAILED, "42601"));
            assertThat(positions(outcomes, Applied.class)).hasSize(19);
        }

        @Test
        void statementThatFailsForAnyRowEndsTheBulkSoon() {
            probe.onStatement(sql -> sql.startsWith("with v")).every().runBefore(() -> {
                throw new SQLException("permission denied for function", "42883");
            });
            List<Outcome> outcomes = bulk.apply(balances(ROWS, 9)).outcomes();
            assertThat(outcomes.subList(0, 10)).containsOnly(Outcome.NotApplied.because("failed", "42883"));
            assertThat(outcomes.subList(10, ROWS))
                    .containsOnly(Outcome.NotApplied.because(Outcome.NotApplied.NOT_ATTEMPTED));
        }

        @Override
        Map<String, List<?>> valuesByType() {
            database.execute(
                    "create type mood as enum ('sad', 'so \"so\", {really}')",
                    "create domain positive as integer check (value > 0)",
                    "create domain positives as positive[]",
                    "create domain word as varchar(5)");
            Map<String, List<?>> values = common();
            values.put("bytea", List.of(new byte[] {1, 2, 0, -1}, new byte[0]));
            values.put("mood", List.of("sad", "so \"so\", {really}"));
            values.put("positive", List.of(1, 7L));
            values.put("word", List.of("12345", ""));
            values.put("json", List.of("{\"a\": [1, null]}", "\"\\\\ \\u00e4\""));
            values.put("jsonb", List.of("{\"a\": [1, null]}"));
            values.put(
                    "text[]", List.of(List.of("a", "b, \"c\"", "{}", "NULL", ""), List.of(), Arrays.asList("x", null)));
            values.put("integer[]", List.of(List.of(1, 2), Arrays.asList(null, 3)));
            values.put("integer[][]", List.of(List.of(List.of(1, 2), List.of(3, 4))));
            values.put("positives", List.of(List.of(1, 2)));
            values.put("uuid[]", List.of(List.of(new UUID(1, 2))));
            values.put("mood[]", List.of(List.of("sad", "so \"so\", {really}")));
            values.put("numeric(5,1)[]", List.of(List.of(new BigDecimal("1.25"))));
            values.put("char(5)", List.of("ab", "abcde"));
            values.put("time with time zone", List.of(OffsetTime.of(1, 2, 3, 4000, ZoneOffset.ofHours(2))));
            values.put("inet", List.of("10.0.0.1/8"));
            values.put("interval", List.of("1 day 02:03:04"));
            values.put("int4range", List.of("[1,5)"));
            values.put("point", List.of("(1,2)"));
            values.put("xml", List.of("<a>\"</a>"));
            values.put("money", List.of(new BigDecimal("12.34")));
            values.put("bit(3)", List.of("101"));
            values.put("name", List.of("somebody"));
            return values;
        }

        /** PostgreSQL takes these for one id, which Java does not. */
        @Test
        void idsThatOnlyTheDatabaseTakesForTheSameTakeEffectInInputOrder() {
            database.execute(
                    "create collation loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                    "create table char_key (id char(5) primary key, n integer, version integer not null)",
                    "create table loose_key (id text collate loose primary key, n integer, version integer not null)",
                    "create table numeric_key (id numeric primary key, n integer, version integer not null)",
                    "create table double_key (id double precision primary key, n integer, version integer not null)",
                    "insert into char_key values ('ab', 0, 1)",
                    "insert into loose_key values ('ab', 0, 1)",
                    "insert into numeric_key values (1.0, 0, 1)",
                    "insert into double_key values (0, 0, 1)");
            sameToTheDatabase("char_key", "ab", "ab  ");
            sameToTheDatabase("loose_key", "ab", "AB");
            sameToTheDatabase("numeric_key", new BigDecimal("1.0"), new BigDecimal("1.00"));
            sameToTheDatabase("double_key", 0.0, -0.0);
        }

        @Test
        void idThatIsTooLongForItsColumnNamesNoOtherRow() {
            database.execute(
                    "create table named (id name primary key, n integer, version integer not null)",
                    "insert into named values (repeat('x', 63), 0, 1), ('y', 0, 1)");
            BulkTable named = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table("named", "id");
            List<Outcome> outcomes = named.apply(List.of(
                            named.update("x".repeat(70)).expecting(1).set("n", 1),
                            named.update("y").expecting(1).set("n", 1)))
                    .outcomes();
            assertThat(positions(outcomes, Applied.class)).containsExactly(1);
            assertThat(number("select sum(n) from named")).isEqualTo(1);
        }

        private void sameToTheDatabase(String table, Object id, Object same) {
            BulkTable rows = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table(table, "id");
            List<Outcome> outcomes = rows.apply(List.of(
                            rows.update(id).expecting(1).set("n", 1),
                            rows.update(same).expecting(2).set("n", 2),
                            rows.update(id).expecting(3).set("n", 3)))
                    .outcomes();
            assertThat(positions(outcomes, Applied.class)).as(table).hasSize(3);
            assertThat(number("select n from " + table)).isEqualTo(3);
        }
    }

    private record Timed(long id, String word) {}

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        /** Values for columns of each type; null is one for all of them. */
        abstract Map<String, List<?>> valuesByType();

        static Map<String, List<?>> common() {
            Map<String, List<?>> values = new LinkedHashMap<>();
            values.put("smallint", List.of(7, Short.MIN_VALUE));
            values.put("integer", List.of(Integer.MAX_VALUE, 7L, (short) -1));
            values.put("bigint", List.of(Long.MIN_VALUE, 1));
            values.put("numeric(20, 4)", List.of(new BigDecimal("10.50"), new BigDecimal("1E+3"), 7, 1.25));
            values.put("real", List.of(0.5f, -1));
            values.put("double precision", List.of(0.1, Double.MIN_VALUE, 1e300, 3));
            values.put("varchar(60)", List.of("", "NULL", "äöü 🛫 'quoted' \"too\" \\ {a,b}", "two\nlines", "ä"));
            values.put("boolean", List.of(true, false));
            values.put("uuid", List.of(new UUID(1, 2)));
            values.put("date", List.of(LocalDate.of(2024, 2, 29), Date.valueOf("1970-01-01")));
            values.put("time", List.of(LocalTime.of(23, 59, 58), LocalTime.MIDNIGHT, new Time(3_723_456L)));
            values.put(
                    "timestamp",
                    List.of(
                            LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_000),
                            LocalDateTime.of(2024, 12, 31, 23, 59, 59, 999_999_000)));
            values.put(
                    "timestamp with time zone",
                    List.of(
                            OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.ofHoursMinutes(5, 30)),
                            Instant.parse("2024-07-01T00:00:00Z")));
            return values;
        }

        @Test
        void bulkWritesWhatSingleWritesDo() {
            valuesByType().forEach((type, given) -> {
                List<@Nullable Object> values = new ArrayList<>(given);
                values.add(null);
                database.execute("create table thing (id bigint primary key, content %s, version integer not null)"
                        .formatted(type));
                GuardedTable things = JdbcVersioning.over(database.dataSource())
                        .withoutListeners()
                        .table("thing", "id");
                BulkTable bulks = BulkVersioning.over(database.dataSource())
                        .withoutListeners()
                        .table("thing", "id");
                List<RowChange> changes = new ArrayList<>();
                for (long id = 0; id < values.size(); id++) {
                    things.insert(id).set("content", null).apply();
                    things.insert(1000 + id).set("content", null).apply();
                    Object value = values.get((int) id);
                    changes.add(bulks.update(id).expecting(1).set("content", value));
                    things.update(1000 + id).expecting(1).set("content", value).apply();
                }
                List<Outcome> outcomes = bulks.apply(changes).outcomes();
                assertThat(positions(outcomes, Applied.class)).as(type).hasSameSizeAs(values);
                for (long id = 0; id < values.size(); id++) {
                    Row single = things.read(1000 + id).orElseThrow();
                    assertThat(things.read(id).orElseThrow().get("content"))
                            .as("%s: %s", type, values.get((int) id))
                            .isEqualTo(single.get("content"));
                }
                database.execute("drop table thing");
            });
        }

        @Test
        void rowsOfSeveralShapesAreWrittenEachByItsOwn() {
            List<RowChange> changes = new ArrayList<>();
            for (long id = 1; id <= 20; id++) {
                RowChange change = bulk.update(id).expecting(1);
                changes.add(
                        id % 3 == 0
                                ? change.set("owner", "shape 0")
                                : id % 3 == 1
                                        ? change.set("balance", 7)
                                        : change.set("balance", 8).set("owner", "shape 2"));
            }
            assertThat(positions(bulk.apply(changes).outcomes(), Applied.class)).hasSize(20);
            assertThat(number("select count(*) from account where owner = 'shape 0' and balance = 5"))
                    .isEqualTo(6);
            assertThat(number("select count(*) from account where owner like 'owner%' and balance = 7"))
                    .isEqualTo(7);
            assertThat(number("select count(*) from account where owner = 'shape 2' and balance = 8"))
                    .isEqualTo(7);
        }

        @Test
        void objectsOfTheCallersComeBackWithTheirOutcomes() {
            List<Timed> updates = List.of(new Timed(1, "one"), new Timed(99, "none"), new Timed(3, "three"));
            BulkUpdateResult<Object, Timed> result = bulk.apply(
                    updates, update -> bulk.update(update.id()).expecting(1).set("owner", update.word()));
            assertThat(result.failedUpdates()).containsExactly(updates.get(1));
            assertThat(result.succeeded()).extracting(BulkUpdateResult.Row::id).containsExactly(1L, 3L);
        }

        @Test
        void stampsAreSetUnlessTheChangeSetsThem() {
            database.execute(
                    "alter table account add changed_at timestamp with time zone",
                    "alter table account add changed_by varchar(9)");
            BulkTable stamped = BulkVersioning.over(database.dataSource())
                    .withoutListeners()
                    .withActor(() -> Optional.of("ada"))
                    .table(TableSpec.of("account", "id")
                            .stampingTime("changed_at")
                            .stampingActor("changed_by"));
            assertThat(positions(
                            stamped.apply(List.of(
                                            stamped.touch(1L).expecting(1),
                                            stamped.update(2L).expecting(1).set("changed_by", "bob"),
                                            stamped.delete(3L).expecting(1)))
                                    .outcomes(),
                            Applied.class))
                    .hasSize(3);
            assertThat(number("select count(*) from account where changed_at is not null"))
                    .isEqualTo(2);
            assertThat(text("select changed_by from account where id = 1")).isEqualTo("ada");
            assertThat(text("select changed_by from account where id = 2")).isEqualTo("bob");
        }

        @Test
        void quotedNamesInAnotherSchemaAreFound() {
            String schema = isPostgres() ? "Other \"Schema\"" : "OtherSchema";
            String quoted = "\"" + schema.replace("\"", "\"\"") + "\"";
            database.execute(
                    "create schema " + quoted,
                    "create table %s.\"My Table\" (\"The Id\" bigint primary key, \"a.b\" varchar(9), \"Version\" bigint not null)"
                            .formatted(quoted),
                    "insert into %s.\"My Table\" values (1, 'a', 1), (2, 'b', 1)".formatted(quoted));
            try {
                BulkTable odd = BulkVersioning.over(database.dataSource())
                        .withoutListeners()
                        .table(TableSpec.of("My Table", "The Id")
                                .inSchema(schema)
                                .versionColumn("Version"));
                assertThat(positions(
                                odd.apply(List.of(
                                                odd.update(1).expecting(1).set("a.b", "x"),
                                                odd.update(2).expecting(1).set("a.b", "y")))
                                        .outcomes(),
                                Applied.class))
                        .hasSize(2);
                assertThat(text("select max(\"a.b\") from %s.\"My Table\"".formatted(quoted)))
                        .isEqualTo("y");
            } finally {
                database.execute("drop schema " + quoted + " cascade");
            }
        }
    }
}
