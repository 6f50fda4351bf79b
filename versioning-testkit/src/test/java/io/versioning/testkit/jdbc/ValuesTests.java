package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.CompositeId;
import io.versioning.DatabaseException;
import io.versioning.Refusal;
import io.versioning.WriteRefusedException;
import io.versioning.event.Actor;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Inserted;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.LocalTransactions;
import java.math.BigDecimal;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** What can be read and written, and in which types. */
class ValuesTests {

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

    private enum Colour {
        RED
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void valuesComeBackAsTheyWentIn() {
            database.execute("""
                    create table thing (
                      id bigint primary key,
                      small smallint, whole integer, big bigint, exact numeric(10, 2), approximate double precision,
                      words varchar(60), flag boolean, unique_id uuid, bytes %s,
                      birthday date, clock time, moment timestamp, instant timestamp with time zone,
                      words_list %s, nothing varchar(9),
                      version integer default 1 not null)""".formatted(
                            isPostgres() ? "bytea" : "varbinary(99)", isPostgres() ? "text[]" : "varchar(9) array"));
            GuardedTable things = JdbcVersioning.over(database.dataSource()).table("thing", "id");
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("small", 7);
            values.put("whole", 8);
            values.put("big", 9L);
            values.put("exact", new BigDecimal("10.50"));
            values.put("approximate", 0.1);
            values.put("words", "äöü 🛫 'quoted'");
            values.put("flag", true);
            values.put("unique_id", new UUID(1, 2));
            values.put("bytes", new byte[] {1, 2, 0});
            values.put("birthday", LocalDate.of(2024, 2, 29));
            values.put("clock", LocalTime.of(23, 59, 58));
            values.put("moment", LocalDateTime.of(2024, 2, 29, 1, 2, 3));
            values.put("instant", OffsetDateTime.of(2024, 2, 29, 1, 2, 3, 0, ZoneOffset.UTC));
            values.put("words_list", List.of("a", "b"));
            values.put("nothing", null);

            things.insert(1).setAll(values).apply();
            Row row = things.read(1).orElseThrow();
            assertThat(row.fields().keySet()).containsExactlyElementsOf(values.keySet());
            values.forEach((column, value) -> {
                if (value instanceof OffsetDateTime time) {
                    assertThat(row.get(column, OffsetDateTime.class)).isEqualTo(time);
                } else {
                    assertThat(row.get(column)).as(column).isEqualTo(value);
                }
            });
            assertThat(things.update(1).expecting(row).setAll(row.fields()).apply())
                    .isEqualTo(2);
            assertThat(things.read(1).orElseThrow().fields().get("words_list")).isEqualTo(List.of("a", "b"));
        }

        @Test
        void refusedNullNamesItsColumn() {
            database.execute(
                    "create table thing (id bigint primary key, word varchar(9) not null, version integer not null)");
            GuardedTable things = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table("thing", "id");
            things.insert(1).set("word", "secret").apply();
            assertThatThrownBy(() ->
                            things.update(1).expecting(1).set("word", null).apply())
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal())
                                    .isEqualTo(Refusal.notNull(isPostgres() ? "word" : "WORD", "23502")))
                    .hasMessageContaining(isPostgres() ? "on column word" : "on column WORD");
        }

        @Test
        void largeObjectsAreTextAndBytes() {
            database.execute(
                    "create table document (id bigint primary key, words %s, bytes %s, version integer not null)"
                            .formatted(isPostgres() ? "text" : "clob", isPostgres() ? "bytea" : "blob"));
            GuardedTable documents = JdbcVersioning.over(database.dataSource()).table("document", "id");
            String words = "äöü 🛫".repeat(100_000);
            byte[] bytes = words.getBytes(StandardCharsets.UTF_16);
            documents.insert(1).set("words", words).set("bytes", bytes).apply();
            Row row = documents.read(1).orElseThrow();
            assertThat(row.get("words")).isEqualTo(words);
            assertThat(row.get("bytes")).isEqualTo(bytes);
        }

        @Test
        void valuesThatNoDriverTakesAreBroughtIntoAForm() {
            accounts.insert(1).set("owner", 'x').apply();
            assertThat(accounts.read(1).orElseThrow().get("owner")).isEqualTo("x");
            accounts.insert(2)
                    .set("owner", CharBuffer.wrap("Ada"))
                    .set("updated_at", Date.from(Instant.EPOCH))
                    .apply();
            Row built = accounts.read(2).orElseThrow();
            assertThat(built.get("owner")).isEqualTo("Ada");
            assertThat(built.get("updated_at", OffsetDateTime.class).toInstant())
                    .isEqualTo(Instant.EPOCH);
            accounts.insert(3)
                    .set("updated_at", Instant.EPOCH.atZone(ZoneId.of("Europe/Paris")))
                    .apply();
            assertThat(accounts.read(3)
                            .orElseThrow()
                            .get("updated_at", OffsetDateTime.class)
                            .toInstant())
                    .isEqualTo(Instant.EPOCH);
            Instant instant = Instant.parse("2024-02-29T01:02:03Z");
            accounts.update(1)
                    .expecting(1)
                    .set("owner", Colour.RED)
                    .set("updated_at", instant)
                    .apply();
            Row row = accounts.read(1).orElseThrow();
            assertThat(row.get("owner")).isEqualTo("RED");
            assertThat(row.get("updated_at", OffsetDateTime.class).toInstant()).isEqualTo(instant);
        }

        @Test
        void rowsAreEqualIfTheyAreOneImage() {
            accounts.insert(1).set("owner", "Ada").apply();
            accounts.insert(2).set("owner", "Ada").apply();
            Row row = accounts.read(1).orElseThrow();
            assertThat(row)
                    .isEqualTo(accounts.read(1).orElseThrow())
                    .hasSameHashCodeAs(accounts.read(1).orElseThrow());
            assertThat(row).isNotEqualTo(accounts.read(2).orElseThrow()).isNotEqualTo("account 1 at version 1");
            assertThat(row.hashCode())
                    .isNotEqualTo(accounts.read(2).orElseThrow().hashCode());
            accounts.touch(1).expecting(1).apply();
            assertThat(row).isNotEqualTo(accounts.read(1).orElseThrow());
        }

        @Test
        void aReadThatFailsGivesItsConnectionBack() {
            try (LendingPool pool = database.pooled(1)) {
                GuardedTable table = JdbcVersioning.over(pool).table("account", "id");
                assertThatThrownBy(() -> table.readWhere("nonsense(")).isInstanceOf(DatabaseException.class);
                pool.requireClean();
            }
        }

        @Test
        void aReadThatFailsEndsTheTransactionItIsIn() {
            accounts.insert(1).set("balance", 5).apply();
            LocalTransactions transactions = LocalTransactions.over(database.dataSource());
            GuardedTable table = JdbcVersioning.over(transactions).table("account", "id");
            assertThatThrownBy(() -> transactions.run(connection -> {
                        table.update(1).expecting(1).set("balance", 9).apply();
                        assertThatThrownBy(() -> table.readWhere("nonsense(")).isInstanceOf(DatabaseException.class);
                    }))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(5);
        }

        @Test
        void jsonAndEnumeratedTypesAreText() {
            database.execute(
                    isPostgres()
                            ? "create type colour as enum ('RED', 'BLUE')"
                            : "create domain colour as" + " enum ('RED', 'BLUE')");
            database.execute(
                    "create table thing (id bigint primary key, document %s, hue colour, version integer not null)"
                            .formatted(isPostgres() ? "jsonb" : "json"));
            GuardedTable things = JdbcVersioning.over(database.dataSource()).table("thing", "id");
            things.insert(1)
                    .set("document", "{\"a\": 1}")
                    .set("hue", Colour.RED)
                    .apply();
            Row row = things.read(1).orElseThrow();
            assertThat(row.get("document", String.class).replace(" ", "")).isEqualTo("{\"a\":1}");
            assertThat(row.get("hue")).isEqualTo("RED");
            assertThat(things.update(1).expecting(1).setAll(row.fields()).apply())
                    .isEqualTo(2);
        }

        @Test
        void instantIsATimestampWithATimeZone() {
            accounts.insert(1)
                    .set("updated_at", Instant.parse("2024-02-29T01:02:03Z"))
                    .apply();
            assertThat(accounts.read(1)
                            .orElseThrow()
                            .get("updated_at", OffsetDateTime.class)
                            .toInstant())
                    .isEqualTo(Instant.parse("2024-02-29T01:02:03Z"));
        }

        @Test
        void idMayBeGenerated() {
            database.execute(
                    "create table numbered (id bigint generated always as identity primary key, name varchar(9),"
                            + " version integer not null)");
            GuardedTable numbered = JdbcVersioning.over(database.dataSource()).table("numbered", "id");
            Inserted first = numbered.insert().set("name", "a").apply();
            Inserted second = numbered.insert().apply();
            assertThat(first.version()).isEqualTo(1);
            assertThat(second.id()).isNotEqualTo(first.id());
            assertThat(numbered.read(first.id()).orElseThrow().get("name")).isEqualTo("a");
            assertThat(numbered.touch(first.id()).expecting(first).apply()).isEqualTo(2);
        }

        @Test
        void rowsAreReadByTheHundreds() {
            for (long id = 0; id < 20; id++) {
                accounts.insert(id).set("balance", (int) id).apply();
            }
            StatementProbe probe = new StatementProbe();
            GuardedTable watched =
                    JdbcVersioning.over(probe.watch(database.dataSource())).table("account", "id");
            watched.check();
            probe.clear();
            List<Long> ids = LongStream.range(10, 1_200).boxed().toList();
            assertThat(watched.readAll(ids))
                    .extracting(Row::id)
                    .containsExactlyInAnyOrderElementsOf(ids.subList(0, 10));
            assertThat(probe.statements()).hasSize(3);
            assertThat(watched.readAll(List.of())).isEmpty();
        }

        @Test
        void rowsAreReadByCondition() {
            for (long id = 0; id < 5; id++) {
                accounts.insert(id).set("balance", (int) id).apply();
            }
            assertThat(accounts.readWhere("balance between ? and ? order by balance desc", 1, 3))
                    .extracting(Row::id)
                    .containsExactly(3L, 2L, 1L);
        }

        @Test
        void compositeKeysAreReadAndWritten() {
            database.execute("create table seat (flight varchar(9), number integer, taken boolean, version smallint not"
                    + " null, primary key (flight, number))");
            GuardedTable seats = JdbcVersioning.over(database.dataSource()).table("seat", "flight", "number");
            CompositeId id = CompositeId.of("LH400", 12);
            seats.insert(id).set("taken", false).apply();
            assertThat(seats.update(id).expecting(1).set("taken", true).apply()).isEqualTo(2);
            Row row = seats.read(id).orElseThrow();
            assertThat(row.id()).isEqualTo(id).hasToString("(LH400, 12)");
            assertThat(row.fields()).containsOnlyKeys("taken");
            assertThat(seats.readAll(List.of(id, CompositeId.of("LH400", 13)))).hasSize(1);
            assertThatThrownBy(() -> seats.read("LH400")).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void expressionSeesTheRowAtTheExpectedVersion() {
            accounts.insert(1).set("balance", 5).apply();
            accounts.update(1)
                    .expecting(1)
                    .setSql("balance", "balance * ? + ?", 10, 3)
                    .set("owner", "Ada")
                    .apply();
            assertThat(accounts.read(1).orElseThrow().get("balance")).isEqualTo(53);
        }

        @Test
        void stampsAreSetWithEachWrite() {
            GuardedTable stamped = JdbcVersioning.over(database.dataSource())
                    .withActor(() -> Optional.of("maria"))
                    .table(TableSpec.of("account", "id")
                            .stampingTime("updated_at")
                            .stampingActor("updated_by"));
            stamped.insert(1).set("owner", "Ada").apply();
            Row inserted = stamped.read(1).orElseThrow();
            assertThat(inserted.get("updated_by")).isEqualTo("maria");
            OffsetDateTime before = inserted.get("updated_at", OffsetDateTime.class);

            stamped.touch(1).expecting(1).apply();
            assertThat(stamped.read(1).orElseThrow().get("updated_at", OffsetDateTime.class))
                    .isAfter(before);

            stamped.update(1).expecting(2).set("updated_by", "robot").apply();
            assertThat(stamped.read(1).orElseThrow().get("updated_by")).isEqualTo("robot");

            GuardedTable anonymous = JdbcVersioning.over(database.dataSource())
                    .withActor(Optional::empty)
                    .table(TableSpec.of("account", "id").stampingActor("updated_by"));
            anonymous.touch(1).expecting(3).apply();
            assertThat(anonymous.read(1).orElseThrow().get("updated_by")).isNull();
        }

        @Test
        void actorIsTakenFromTheDiagnosticContextByDefault() {
            assertThat(Actor.DEFAULT_MDC_KEY).isEqualTo("actor");
            GuardedTable stamped = JdbcVersioning.over(database.dataSource())
                    .table(TableSpec.of("account", "id").stampingActor("updated_by"));
            MDC.put("actor", "maria");
            try {
                stamped.insert(1).apply();
            } finally {
                MDC.remove("actor");
            }
            assertThat(stamped.read(1).orElseThrow().get("updated_by")).isEqualTo("maria");
        }

        @Test
        void schemaAndVersionColumnAndEntityCanBeNamed() {
            database.execute(
                    "create schema other_%s".formatted(Integer.toHexString(database.hashCode())),
                    "create table other_%s.thing (id bigint primary key, revision bigint not null)"
                            .formatted(Integer.toHexString(database.hashCode())));
            GuardedTable things = JdbcVersioning.over(database.dataSource())
                    .table(TableSpec.of("thing", "id")
                            .inSchema("other_" + Integer.toHexString(database.hashCode()))
                            .versionColumn("revision")
                            .entity("Thing"));
            things.insert(1).apply();
            assertThat(things.touch(1).expecting(1).apply()).isEqualTo(2);
            assertThatThrownBy(() -> things.touch(1).expecting(1).apply())
                    .hasMessage("Thing 1: expected version 1, found 2");
            database.execute("drop schema other_%s cascade".formatted(Integer.toHexString(database.hashCode())));
        }

        @Test
        void rowTellsItsColumnsByAnyCase() {
            accounts.insert(1).set("OWNER", "Ada").apply();
            Row row = accounts.read(1).orElseThrow();
            assertThat(row.get("Owner")).isEqualTo("Ada");
            assertThat(row.values()).containsEntry("id", 1L).containsEntry("version", 1);
            assertThat(row)
                    .hasToString("account 1 at version 1")
                    .isEqualTo(accounts.read(1).orElseThrow());
            assertThatThrownBy(() -> row.get("nothing")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> row.get("owner", Integer.class)).isInstanceOf(ClassCastException.class);
            assertThatThrownBy(() -> row.get("balance", Integer.class)).isInstanceOf(NullPointerException.class);
            assertThatThrownBy(() -> row.fields().put("owner", "x")).isInstanceOf(UnsupportedOperationException.class);
        }
    }
}
