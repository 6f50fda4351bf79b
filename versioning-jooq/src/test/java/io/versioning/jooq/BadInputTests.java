package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static io.versioning.jooq.generated.Tables.SEAT;
import static io.versioning.jooq.generated.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.CompositeId;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.OutcomeUnknownException;
import io.versioning.RowBusyException;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.WriteRefusedException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.generated.tables.records.SeatRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.Converter;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends in a clear error, nothing is written, and no error tells what is in the table. */
class BadInputTests {

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

    private record Owner(String words) {
        Owner {
            if (words.equals("unspeakable")) {
                throw new UnsupportedOperationException("no such owner");
            }
        }

        String column() {
            if (words.equals("unwritable")) {
                throw new UnsupportedOperationException("not to be written");
            }
            return words;
        }
    }

    private static final Field<Owner> OWNER = field(
            name("owner"),
            SQLDataType.VARCHAR(60)
                    .asConvertedDataType(Converter.ofNullable(String.class, Owner.class, Owner::new, Owner::column)));

    /** Throws what the framework's users see who let their exceptions be translated. */
    private static final class Translated extends RuntimeException {
        private static final long serialVersionUID = 1;

        Translated(Throwable cause) {
            super("translated: " + cause.getMessage(), cause);
        }
    }

    private static final class Translator implements ExecuteListener {
        private static final long serialVersionUID = 1;

        @Override
        public void exception(ExecuteContext context) {
            SQLException failure = context.sqlException();
            if (failure != null) {
                context.exception(new Translated(failure));
            }
        }
    }

    private static final class FailsAfterwards implements ExecuteListener {
        private static final long serialVersionUID = 1;

        @Override
        public void executeEnd(ExecuteContext context) {
            if (String.valueOf(context.sql()).startsWith("update")) {
                throw new UnsupportedOperationException("afterwards");
            }
        }
    }

    abstract static class Cases extends OnDatabase {

        private static final String SECRET = "hunter2";
        private final StatementProbe probe = new StatementProbe();
        private GuardedRecords<AccountRecord> accounts;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertARow() {
            AccountRecord unused = insertAccount(1);
            accounts = JooqVersioning.over(using(probe.watch(database.dataSource())))
                    .withoutListeners()
                    .table(ACCOUNT);
            accounts.check();
            probe.clear();
        }

        private RecordUpdate<AccountRecord> update() {
            return accounts.update(1).expecting(1);
        }

        private void requireNothingSent() {
            assertThat(probe.statements()).isEmpty();
            assertThat(account(1).getVersion()).isEqualTo(1);
            assertThat(account(1).getOwner()).isEqualTo("Ada");
            assertThat(account(1).getBalance()).isEqualTo(5);
            assertThat(dsl.fetchCount(ACCOUNT)).isEqualTo(1);
        }

        @Test
        void missingOrMisshapenVersionIsRefused() {
            assertThatThrownBy(() -> accounts.update(1).expecting((Number) null))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageStartingWith("account 1: ");
            for (Number number : List.of(-1, 1.5, Double.NaN, new BigDecimal("1e30"))) {
                assertThatThrownBy(() -> accounts.delete(1).expecting(number))
                        .isInstanceOf(VersionRequiredException.class);
            }
            requireNothingSent();
        }

        @Test
        void versionBeyondTheWidthOfTheFieldIsRefused() {
            for (long version : new long[] {Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Long.MAX_VALUE}) {
                assertThatThrownBy(() -> accounts.touch(1).expecting(version).apply())
                        .isInstanceOf(VersionOverflowException.class);
            }
            assertThatThrownBy(() ->
                            accounts.delete(1).expecting(Integer.MAX_VALUE + 1L).apply())
                    .isInstanceOf(VersionOverflowException.class);
            assertThat(probe.count(sql -> sql.startsWith("update") || sql.startsWith("delete")))
                    .isZero();
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void unknownFieldIsNamed() {
            assertThatThrownBy(() -> update().set(TICKET.TEXT, "x").apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no column text");
            assertThatThrownBy(() -> accounts.insert().set(SEAT.FLIGHT, "x").apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no column flight");
            requireNothingSent();
        }

        @Test
        void versionAndKeyAreNotSet() {
            assertThatThrownBy(() -> update().set(ACCOUNT.VERSION, 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version is the version of table");
            assertThatThrownBy(() -> update().set(field(name("VERSION"), Integer.class), ACCOUNT.VERSION)
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> update().set(ACCOUNT.ID, 7L).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id is part of the key");
            assertThatThrownBy(() -> accounts.insert().set(ACCOUNT.VERSION, 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version is the version of table");
            requireNothingSent();
        }

        @Test
        void fieldThatIsSetTwiceIsNamed() {
            assertThatThrownBy(() -> update().set(ACCOUNT.OWNER, "x").set(ACCOUNT.OWNER, "y"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field: owner is set twice");
            assertThatThrownBy(() -> update().set(ACCOUNT.OWNER, "x")
                            .set(field(name("owner"), String.class), "y")
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field: owner is set twice");
            assertThatThrownBy(() -> accounts.insert()
                            .set(ACCOUNT.ID, 2L)
                            .setAll(Map.of(field(name("id"), Long.class), 3L))
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field: id is set twice");
            requireNothingSent();
        }

        @Test
        void emptyUpdateIsRefused() {
            assertThatThrownBy(() -> update().apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("touch");
            requireNothingSent();
        }

        @Test
        void idOfAnotherTypeIsRefused() {
            for (Object id :
                    List.of("1", "one", 1.9, Double.NaN, new BigDecimal("1.1"), true, 'x', UUID.randomUUID())) {
                assertThatThrownBy(() -> accounts.touch(id).expecting(1).apply())
                        .as("%s", id)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("id: column id is of type");
                assertThatThrownBy(() -> accounts.read(id)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> accounts.read(CompositeId.of(1, 2))).isInstanceOf(IllegalArgumentException.class);
            requireNothingSent();
        }

        @Test
        @SuppressWarnings("NullAway")
        void missingIdIsRefused() {
            assertThatThrownBy(() -> accounts.update(null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.read(null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id: is null");
            assertThatThrownBy(() -> accounts.readAll(java.util.Arrays.asList(1, null)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id: is null");
            requireNothingSent();
        }

        @Test
        void idThatIsExactInAnotherTypeIsAccepted() {
            for (Object id : List.of(1, 1L, (short) 1, 1.0, new BigDecimal("1.00"))) {
                assertThat(accounts.read(id)).as("%s", id).isPresent();
            }
        }

        @Test
        void idBeyondTheWidthOfItsFieldIsRefused() {
            GuardedRecords<SeatRecord> seats = versioning.table(SEAT);
            SeatRecord seat =
                    seats.insert().set(SEAT.FLIGHT, "LH 1").set(SEAT.NUMBER, 7).apply();
            long beyond = seat.getNumber() + (1L << 32);
            assertThatThrownBy(() -> seats.touch(CompositeId.of("LH 1", beyond))
                            .expecting(1)
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("does not fit field number");
            assertThat(seats.touch(CompositeId.of("LH 1", 7L)).expecting(1).apply())
                    .isEqualTo(2);
        }

        @Test
        void idOfAFieldWithoutATypeNamesOneRowOnly() {
            long exact = 1L << 53;
            insertAll(exact, exact + 1);
            GuardedRecords<Record> untyped = versioning.table(table(name("account")), field(name("id")));
            assertThat(untyped.touch((double) exact).expecting(1).apply()).isEqualTo(2);
            assertThat(account(exact).getVersion()).isEqualTo(2);
            assertThat(account(exact + 1).getVersion()).isEqualTo(1);
            assertThatThrownBy(() -> untyped.touch("1").expecting(1).apply())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        private void insertAll(long... ids) {
            for (long id : ids) {
                AccountRecord unused = insertAccount(id);
            }
        }

        @Test
        void timeThatIsFinerThanItsColumnNamesNoRow() {
            database.execute(
                    "create table \"slot\" (\"at\" timestamp(6) primary key, \"version\" integer not null)",
                    "create table \"slot2\" (\"at\" timestamp(6) with time zone primary key, \"version\" integer not null)");
            Field<LocalDateTime> local = field(name("at"), SQLDataType.LOCALDATETIME(6));
            LocalDateTime at = LocalDateTime.of(2024, 2, 29, 1, 2, 3, 1_000);
            Field<LocalDateTime> coarse = field(name("at"), SQLDataType.LOCALDATETIME);
            assertThatThrownBy(
                            () -> versioning.table(table(name("slot")), coarse).read(at.plusNanos(400)))
                    .isInstanceOf(IllegalArgumentException.class);
            GuardedRecords<Record> slots = versioning.table(table(name("slot")), local);
            requireNoOther(slots, slots.insert().set(local, at).apply(), at, at.minusNanos(1), at.plusNanos(400));
            Field<OffsetDateTime> offset = field(name("at"), SQLDataType.OFFSETDATETIME(6));
            OffsetDateTime instant = at.atOffset(ZoneOffset.UTC);
            GuardedRecords<Record> others = versioning.table(table(name("slot2")), offset);
            requireNoOther(
                    others,
                    others.insert().set(offset, instant).apply(),
                    instant,
                    instant.minusNanos(1),
                    instant.plusNanos(400));
        }

        private static void requireNoOther(GuardedRecords<Record> slots, Record inserted, Object at, Object... finer) {
            assertThat(slots.version(inserted)).isEqualTo(1);
            for (Object id : finer) {
                assertThat(catchThrowable(() -> slots.touch(id).expecting(1).apply()))
                        .isInstanceOfAny(IllegalArgumentException.class, ConflictException.class);
            }
            assertThat(slots.touch(at).expecting(1).apply()).isEqualTo(2);
        }

        @Test
        void textThatIsNoUuidNamesNoRow() {
            database.execute("create table \"thing\" (\"id\" uuid primary key, \"version\" integer not null)");
            Field<UUID> id = field(name("id"), UUID.class);
            GuardedRecords<Record> things = versioning.table(table(name("thing")), id);
            UUID uuid = new UUID(0x0000_0001_0001_0001L, 0x0001_0000_0000_0001L);
            assertThat(things.insert().set(id, uuid).apply().get(id)).isEqualTo(uuid);
            assertThatThrownBy(() -> things.touch("1-1-1-1-1").expecting(1).apply())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> things.touch(7).expecting(1).apply()).isInstanceOf(IllegalArgumentException.class);
            assertThat(things.touch(uuid.toString()).expecting(1).apply()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(strings = {"\ud800", "a\udc00", "a\u0000"})
        void textThatADatabaseWouldGarbleIsRefusedBeforeTheWrite(String text) {
            String reason = "value: the text for column";
            assertThatThrownBy(() -> update().set(ACCOUNT.OWNER, text).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(reason);
            assertThatThrownBy(() -> update().set(OWNER, new Owner(text)).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(reason);
            assertThatThrownBy(() -> accounts.insert()
                            .set(ACCOUNT.ID, 2L)
                            .set(ACCOUNT.OWNER, text)
                            .set(ACCOUNT.BALANCE, 1)
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(reason);
            requireNothingSent();
            AccountRecord record = account(1);
            record.setOwner(text);
            List<List<Object>> before = image(record);
            assertThatThrownBy(() -> versioning.store(record))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith(reason);
            assertThat(image(record)).isEqualTo(before);
            requireNothingSent();
        }

        @ParameterizedTest
        @ValueSource(strings = {"\ud800", "a\udc00", "a\u0000"})
        void idsThatADatabaseWouldGarbleAreRefusedBeforeTheWrite(String text) {
            database.execute(
                    "create table \"named\" (\"owner\" varchar(60) primary key, \"version\" integer not null)");
            for (Field<?> id : List.of(ACCOUNT.OWNER, OWNER, field(name("owner")))) {
                GuardedRecords<Record> named = JooqVersioning.over(using(probe.watch(database.dataSource())))
                        .table(table(name("named")), id);
                named.check();
                probe.clear();
                Object value = id == OWNER ? new Owner(text) : text;
                assertThatThrownBy(() -> named.touch(value).expecting(1).apply())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("value: the text for column owner holds at index");
                assertThat(probe.statements()).isEmpty();
            }
        }

        @Test
        void valueThatAMapGivesAFieldIsExactOrRefused() {
            for (Object value :
                    List.of(7.9, 1L << 32, "seven", "7.9", "", Double.NaN, LocalDateTime.now(ZoneOffset.UTC))) {
                assertThatThrownBy(() ->
                                update().setAll(Map.of(ACCOUNT.BALANCE, value)).apply())
                        .as("%s", value)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("value: field balance is of type Integer")
                        .hasNoCause();
            }
            requireNothingSent();
            for (Object value : List.of(7, 7L, 7.0, new BigDecimal("7.00"), "7", ACCOUNT.BALANCE, DSL.val(7))) {
                long version = account(1).getVersion();
                assertThat(accounts.update(1)
                                .expecting(version)
                                .setAll(Map.of(ACCOUNT.BALANCE, value))
                                .apply())
                        .as("%s", value)
                        .isEqualTo(version + 1);
                assertThat(account(1).getBalance()).isEqualTo(7);
            }
        }

        @Test
        void converterThatFailsGoesThroughAndNothingIsSent() {
            assertThatThrownBy(
                            () -> update().set(OWNER, new Owner("unwritable")).apply())
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage("not to be written");
            assertThatThrownBy(() -> accounts.insert()
                            .set(ACCOUNT.ID, 2L)
                            .set(OWNER, new Owner("unwritable"))
                            .apply())
                    .isInstanceOf(UnsupportedOperationException.class);
            requireNothingSent();
        }

        @Test
        void listenerThatFailsAfterTheWriteLeavesItUnknown() {
            JooqVersioning listened = listenedBy(database.dataSource(), new FailsAfterwards());
            assertThatThrownBy(() -> listened.store(account(1))).isInstanceOf(OutcomeUnknownException.class);
            assertThat(account(1).getVersion()).isEqualTo(2);
            assertThatThrownBy(() ->
                            listened.transaction(joined -> assertThat(catchThrowable(() -> joined.store(account(1))))
                                    .isNotNull()))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        private JooqVersioning listenedBy(DataSource source, ExecuteListener listener) {
            DSLContext listened = new DefaultConfiguration()
                    .set(dialect())
                    .set(source)
                    .deriveAppending(listener)
                    .dsl();
            return JooqVersioning.over(listened).withoutListeners();
        }

        @Test
        void translatedExceptionsMeanWhatTheyMeant() throws SQLException {
            JooqVersioning translating = listenedBy(database.dataSource(Duration.ofMillis(100)), new Translator());
            AccountRecord account = account(1);
            account.setBalance(-1);
            assertThatThrownBy(() -> translating.store(account)).isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> translating.transaction(joined -> joined.store(account)))
                    .isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> translating.table(ACCOUNT).readWhere(DSL.condition("nonsense(")))
                    .isInstanceOf(DatabaseException.class);
            try (Connection holder = transaction()) {
                using(holder).update(ACCOUNT).set(ACCOUNT.BALANCE, 9).execute();
                assertThatThrownBy(() ->
                                translating.table(ACCOUNT).touch(1).expecting(1).apply())
                        .isInstanceOf(RowBusyException.class);
                holder.rollback();
            }
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void translatedExceptionsOfACommitMeanWhatTheyMeant() {
            JooqVersioning translating = listenedBy(probe.watch(database.dataSource()), new Translator());
            probe.onCommit().throwInstead(new SQLException("could not serialize", "40001"));
            AccountRecord account = account(1);
            assertThatThrownBy(() -> translating.transaction(joined -> joined.store(account)))
                    .isInstanceOfSatisfying(
                            CommitFailedException.class,
                            thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
            assertThat(account.getVersion()).isEqualTo(1);
        }

        @Test
        void noErrorTellsWhatIsInTheTable() {
            accounts.update(1)
                    .expecting(1)
                    .set(ACCOUNT.OWNER, SECRET)
                    .set(ACCOUNT.NOTE, SECRET)
                    .apply();
            JooqVersioning translating = listenedBy(database.dataSource(), new Translator());
            for (JooqVersioning each : List.of(versioning, translating)) {
                AccountRecord refused = account(1);
                refused.setBalance(-1);
                AccountRecord taken = refused.copy();
                taken.setId(1L);
                AccountRecord tooLong = account(1);
                tooLong.setNote(SECRET.repeat(99));
                AccountRecord stale = account(1);
                stale.setNote(SECRET);
                for (AccountRecord record : List.of(refused, taken, tooLong)) {
                    requireSilent(catchThrowable(() -> each.store(record)));
                    requireSilent(catchThrowable(() -> each.transaction(joined -> joined.store(record))));
                }
                requireSilent(catchThrowable(() -> each.table(ACCOUNT)
                        .touch(1)
                        .expecting(9)
                        .withCurrentState()
                        .apply()));
                requireSilent(catchThrowable(() -> each.table(ACCOUNT)
                        .update(1)
                        .expecting(2)
                        .set(ACCOUNT.BALANCE, ACCOUNT.OWNER.cast(Integer.class))
                        .apply()));
                requireSilent(catchThrowable(() -> each.table(ACCOUNT)
                        .readWhere(ACCOUNT.OWNER.cast(Integer.class).eq(1))));
                requireSilent(catchThrowable(() -> each.table(ACCOUNT)
                        .update(1)
                        .expecting(2)
                        .setAll(Map.of(ACCOUNT.BALANCE, SECRET))
                        .apply()));
            }
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        private static void requireSilent(Throwable thrown) {
            assertThat(thrown).isNotNull();
            assertThat(Printed.everything(thrown)).doesNotContain(SECRET);
        }

        @Test
        void tableThatTheDatabaseDoesNotFindAsJooqWritesItIsRefusedByTheCheck() {
            database.execute("create table Plain (id bigint primary key, version integer not null)");
            String stored = isPostgres() ? "plain" : "PLAIN";
            String written = isPostgres() ? "PLAIN" : "plain";
            versioning.table(table(name(stored)), field(name("id"), Long.class)).check();
            assertThatThrownBy(() -> versioning
                            .table(table(name(written)), field(name("id"), Long.class))
                            .check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("\"" + written + "\"")
                    .hasMessageContaining("\"" + stored + "\"");
        }

        @Test
        void unsuitableTablesAreRefused() {
            database.execute(
                    "create table \"timed\" (\"id\" bigint primary key, \"version\" timestamp not null)",
                    "create table \"legacy\" (\"id\" bigint primary key, \"version\" integer)",
                    "create table \"keyless\" (\"id\" bigint not null, \"version\" integer not null)");
            for (String unsuitable : List.of("timed", "legacy", "keyless", "nowhere")) {
                assertThatThrownBy(() -> versioning
                                .table(table(name(unsuitable)), ACCOUNT.ID)
                                .check())
                        .as(unsuitable)
                        .isInstanceOf(TableUnsuitableException.class)
                        .hasMessageContaining(unsuitable);
            }
            assertThatThrownBy(() -> versioning.table(ACCOUNT, ACCOUNT.OWNER).check())
                    .isInstanceOf(TableUnsuitableException.class);
            assertThatThrownBy(() ->
                            versioning.table(ACCOUNT).versionField(ACCOUNT.NOTE).check())
                    .isInstanceOf(TableUnsuitableException.class);
        }
    }
}
