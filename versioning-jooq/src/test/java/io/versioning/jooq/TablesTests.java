package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static io.versioning.jooq.generated.Tables.SEAT;
import static io.versioning.jooq.generated.Tables.TICKET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.CompositeId;
import io.versioning.ConflictException;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.generated.tables.records.SeatRecord;
import io.versioning.jooq.generated.tables.records.TicketRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jooq.Converter;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.conf.MappedSchema;
import org.jooq.conf.RenderMapping;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.AbstractBinding;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tables can be read and written, and in which of the many ways to name and type them. */
class TablesTests {

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

    private record AccountId(long number) {}

    private record Owner(String words) {}

    private record Revision(int number) {}

    private static final Converter<Long, AccountId> ACCOUNT_ID =
            Converter.ofNullable(Long.class, AccountId.class, AccountId::new, AccountId::number);
    private static final Converter<String, Owner> OWNER =
            Converter.ofNullable(String.class, Owner.class, Owner::new, Owner::words);
    private static final Converter<Integer, Revision> REVISION =
            Converter.ofNullable(Integer.class, Revision.class, Revision::new, Revision::number);

    /** What the application calls 100 is 0 in the database. */
    private static final Converter<Integer, Long> SHIFTED =
            Converter.ofNullable(Integer.class, Long.class, number -> number + 100L, number -> (int) (number - 100));

    /** Writes in upper case. */
    private static final class Shouting extends AbstractBinding<String, Owner> {
        private static final long serialVersionUID = 1;

        @Override
        public Converter<String, Owner> converter() {
            return OWNER;
        }

        @Override
        public void set(org.jooq.BindingSetStatementContext<Owner> context) throws java.sql.SQLException {
            context.statement()
                    .setString(context.index(), context.value().words().toUpperCase(java.util.Locale.ROOT));
        }

        @Override
        public void get(org.jooq.BindingGetResultSetContext<Owner> context) throws java.sql.SQLException {
            context.value(OWNER.from(context.resultSet().getString(context.index())));
        }
    }

    abstract static class Cases extends OnDatabase {

        private static final CompositeId SEAT_7 = CompositeId.of("LH 1", 7);

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void compositeKeysAreReadAndWritten() {
            GuardedRecords<SeatRecord> seats = versioning.table(SEAT);
            SeatRecord inserted =
                    seats.insert().set(SEAT.FLIGHT, "LH 1").set(SEAT.NUMBER, 7).apply();
            assertThat(seats.version(inserted)).isEqualTo(1);
            SeatRecord other =
                    seats.insert().set(SEAT.FLIGHT, "LH 1").set(SEAT.NUMBER, 8).apply();
            assertThat(seats.update(SEAT_7)
                            .expecting(1)
                            .set(SEAT.PASSENGER, "Ada")
                            .apply())
                    .isEqualTo(2);
            assertThat(seats.read(SEAT_7).orElseThrow().getPassenger()).isEqualTo("Ada");
            assertThat(seats.readAll(List.of(SEAT_7, CompositeId.of("LH 1", 8), CompositeId.of("LH 2", 7))))
                    .hasSize(2)
                    .contains(other);
            assertThatThrownBy(() -> seats.delete(SEAT_7).expecting(1).apply())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("expected version 1, found 2");
            seats.delete(SEAT_7).expecting(2).apply();
            assertThat(dsl.fetchSingle(SEAT)).isEqualTo(other);
        }

        @Test
        void recordsWithACompositeKeyAreStored() {
            SeatRecord seat = dsl.newRecord(SEAT);
            seat.setFlight("LH 1");
            seat.setNumber(7);
            assertThat(versioning.store(seat)).isEqualTo(1);
            seat.setPassenger("Ada");
            assertThat(versioning.store(seat)).isEqualTo(2);
            assertThat(seat.getRevision()).isEqualTo((short) 2);
            assertThat(dsl.fetchSingle(SEAT)).isEqualTo(seat);
            assertThatThrownBy(() -> versioning.table(SEAT).read("LH 1"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id: has 1 parts");
        }

        @Test
        void columnsThatDifferByCaseOnlyAreToldApart() {
            database.execute("create table \"twin\" (\"id\" bigint primary key, \"VERSION\" integer default 77,"
                    + " \"version\" integer default 1 not null)");
            GuardedRecords<Record> twins = versioning
                    .table(table(name("twin")), field(name("id"), Long.class))
                    .versionField(field(name("version"), Integer.class));
            twins.insert().set(field(name("id"), Long.class), 1L).apply();
            assertThat(twins.touch(1L).expecting(1).apply()).isEqualTo(2);
            assertThat(twins.version(twins.read(1L).orElseThrow())).isEqualTo(2);
        }

        @Test
        void smallVersionIsNotAdvancedBeyondItsWidth() {
            dsl.insertInto(SEAT, SEAT.FLIGHT, SEAT.NUMBER, SEAT.REVISION)
                    .values("LH 1", 7, Short.MAX_VALUE)
                    .execute();
            GuardedRecords<SeatRecord> seats = versioning.table(SEAT);
            assertThatThrownBy(
                            () -> seats.touch(SEAT_7).expecting(Short.MAX_VALUE).apply())
                    .isInstanceOf(VersionOverflowException.class);
            assertThatThrownBy(() -> seats.touch(SEAT_7).expecting(70_000).apply())
                    .isInstanceOf(VersionOverflowException.class);
            assertThatThrownBy(() -> versioning.store(dsl.fetchSingle(SEAT)))
                    .isInstanceOf(VersionOverflowException.class);
            assertThat(dsl.fetchSingle(SEAT).getRevision()).isEqualTo(Short.MAX_VALUE);
        }

        @Test
        void idMayBeGenerated() {
            GuardedRecords<TicketRecord> tickets = versioning.table(TICKET);
            TicketRecord first = tickets.insert().set(TICKET.TEXT, "a").apply();
            TicketRecord second = tickets.insert().set(TICKET.TEXT, "b").apply();
            assertThat(second.getId()).isNotEqualTo(first.getId());
            assertThat(tickets.touch(first.getId())
                            .expecting(tickets.version(first))
                            .apply())
                    .isEqualTo(2);
            assertThat(versioning.store(second)).isEqualTo(2);
        }

        private Table<Record> plain() {
            return table(name("account"));
        }

        @Test
        void convertersApplyToIdVersionAndValues() {
            Field<AccountId> id = field(name("id"), SQLDataType.BIGINT.asConvertedDataType(ACCOUNT_ID));
            Field<Owner> owner = field(name("owner"), SQLDataType.VARCHAR(60).asConvertedDataType(OWNER));
            Field<Revision> version = field(name("version"), SQLDataType.INTEGER.asConvertedDataType(REVISION));
            GuardedRecords<Record> accounts = versioning.table(plain(), id).versionField(version);
            Record inserted = accounts.insert()
                    .set(id, new AccountId(1))
                    .set(owner, new Owner("Ada"))
                    .set(ACCOUNT.BALANCE, 5)
                    .apply();
            assertThat(inserted.get(id)).isEqualTo(new AccountId(1));
            assertThat(inserted.get(version)).isEqualTo(new Revision(1));
            assertThat(accounts.version(inserted)).isEqualTo(1);
            assertThat(accounts.update(new AccountId(1))
                            .expecting(1)
                            .set(owner, new Owner("Bob"))
                            .apply())
                    .isEqualTo(2);
            assertThat(accounts.read(new AccountId(1)).orElseThrow().get("owner", OWNER))
                    .isEqualTo(new Owner("Bob"));
            assertThatThrownBy(
                            () -> accounts.touch(new AccountId(1)).expecting(1).apply())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageEndingWith("expected version 1, found 2");
            assertThatThrownBy(() -> accounts.read(1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("AccountId");
        }

        @Test
        void converterThatCountsDifferentlyChangesNoVersion() {
            Field<Long> version = field(name("version"), SQLDataType.INTEGER.asConvertedDataType(SHIFTED));
            GuardedRecords<Record> accounts =
                    versioning.table(plain(), ACCOUNT.ID).versionField(version);
            Record inserted = accounts.insert()
                    .set(ACCOUNT.ID, 1L)
                    .set(ACCOUNT.OWNER, "Ada")
                    .set(ACCOUNT.BALANCE, 5)
                    .apply();
            assertThat(inserted.get(version)).isEqualTo(101);
            assertThat(accounts.version(inserted)).isEqualTo(1);
            assertThat(accounts.touch(1).expecting(1).apply()).isEqualTo(2);
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void fieldsOfGeneratedCodeMayBeConvertedInPlace() {
            Field<Owner> owner = ACCOUNT.OWNER.convert(OWNER);
            AccountRecord unused = insertAccount(1);
            GuardedRecords<AccountRecord> accounts =
                    versioning.table(ACCOUNT).versionField(ACCOUNT.VERSION.convert(REVISION));
            assertThat(accounts.update(1)
                            .expecting(1)
                            .set(owner, new Owner("Bob"))
                            .apply())
                    .isEqualTo(2);
            assertThat(account(1).getOwner()).isEqualTo("Bob");
            assertThat(accounts.version(accounts.read(1).orElseThrow())).isEqualTo(2);
        }

        @Test
        void bindingsApplyToValues() {
            Field<Owner> owner = field(name("owner"), SQLDataType.VARCHAR(60).asConvertedDataType(new Shouting()));
            AccountRecord unused = insertAccount(1);
            assertThat(versioning
                            .table(plain(), ACCOUNT.ID)
                            .update(1)
                            .expecting(1)
                            .set(owner, new Owner("Bob"))
                            .apply())
                    .isEqualTo(2);
            assertThat(account(1).getOwner()).isEqualTo("BOB");
        }

        @Test
        void bindingsApplyToIds() {
            database.execute("create table \"named\" (\"name\" varchar(9) primary key, \"version\" integer not null)");
            Field<Owner> id = field(name("name"), SQLDataType.VARCHAR(60).asConvertedDataType(new Shouting()));
            GuardedRecords<Record> named = versioning.table(table(name("named")), id);
            Record inserted = named.insert().set(id, new Owner("ada")).apply();
            assertThat(inserted.get(id)).isEqualTo(new Owner("ADA"));
            assertThat(named.touch(new Owner("Ada")).expecting(1).apply()).isEqualTo(2);
            assertThat(named.read(new Owner("ADA"))).isPresent();
        }

        @Test
        void expressionsAreComputedByTheDatabase() {
            AccountRecord unused = insertAccount(1);
            GuardedRecords<AccountRecord> accounts = versioning.table(ACCOUNT);
            accounts.update(1)
                    .expecting(1)
                    .set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.minus(1))
                    .set(ACCOUNT.NOTE, DSL.upper(ACCOUNT.OWNER))
                    .apply();
            assertThat(account(1).getBalance()).isEqualTo(4);
            assertThat(account(1).getNote()).isEqualTo("ADA");
            AccountRecord computed = accounts.insert()
                    .set(ACCOUNT.ID, 2L)
                    .set(ACCOUNT.OWNER, DSL.upper(DSL.val("bob")))
                    .set(ACCOUNT.BALANCE, 1)
                    .apply();
            assertThat(computed.getOwner()).isEqualTo("BOB");
        }

        @Test
        void stampsAreSetByEachWriteUnlessTheyAreSetOtherwise() {
            GuardedRecords<AccountRecord> accounts = versioning
                    .withActor(() -> Optional.of("eve"))
                    .table(ACCOUNT)
                    .stampingTime(ACCOUNT.UPDATED_AT)
                    .stampingActor(ACCOUNT.UPDATED_BY);
            AccountRecord inserted = accounts.insert()
                    .set(ACCOUNT.ID, 1L)
                    .set(ACCOUNT.OWNER, "Ada")
                    .set(ACCOUNT.BALANCE, 5)
                    .apply();
            assertThat(inserted.getUpdatedBy()).isEqualTo("eve");
            OffsetDateTime before = inserted.getUpdatedAt();
            accounts.touch(1).expecting(1).apply();
            assertThat(account(1).getUpdatedAt()).isAfter(before);
            accounts.update(1).expecting(2).set(ACCOUNT.UPDATED_BY, "mallory").apply();
            assertThat(account(1).getUpdatedBy()).isEqualTo("mallory");
            accounts.update(1)
                    .expecting(3)
                    .set(field(name("updated_by"), String.class), "trent")
                    .apply();
            assertThat(account(1).getUpdatedBy()).isEqualTo("trent");
        }

        @Test
        void stampOfNobodyIsNull() {
            AccountRecord unused = insertAccount(1);
            GuardedRecords<AccountRecord> accounts =
                    versioning.withActor(Optional::empty).table(ACCOUNT).stampingActor(ACCOUNT.UPDATED_BY);
            dsl.update(ACCOUNT).set(ACCOUNT.UPDATED_BY, "eve").execute();
            accounts.touch(1).expecting(1).apply();
            assertThat(account(1).getUpdatedBy()).isNull();
        }

        @Test
        void mappedSchemaIsWrittenAndNoOther() {
            String schema = "mapped_" + UUID.randomUUID().toString().replace("-", "");
            database.execute("create schema \"" + schema + "\"");
            try {
                createTables('"' + schema + "\".");
                AccountRecord here = insertAccount(1);
                JooqVersioning mapped = JooqVersioning.over(configuration(new Settings()
                                .withRenderMapping(new RenderMapping()
                                        .withSchemata(
                                                new MappedSchema().withInput("").withOutput(schema)))))
                        .withoutListeners();
                AccountRecord there = mapped.dsl().newRecord(ACCOUNT);
                there.from(here);
                mapped.insert(there);
                there.setOwner("Bob");
                assertThat(mapped.store(there)).isEqualTo(2);
                assertThat(mapped.table(ACCOUNT)
                                .update(1)
                                .expecting(2)
                                .set(ACCOUNT.OWNER, "Carol")
                                .apply())
                        .isEqualTo(3);
                assertThatThrownBy(() -> mapped.store(there))
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                thrown -> assertThat(thrown.currentState(AccountRecord.class)
                                                .orElseThrow()
                                                .getOwner())
                                        .isEqualTo("Carol"));
                assertThat(mapped.table(ACCOUNT).read(1).orElseThrow().getOwner())
                        .isEqualTo("Carol");
                assertThat(account(1)).isEqualTo(here);
                mapped.table(ACCOUNT).delete(1).expecting(3).apply();
                assertThat(dsl.fetchCount(ACCOUNT)).isEqualTo(1);
            } finally {
                database.execute("drop schema \"" + schema + "\" cascade");
            }
        }

        private void createStock() {
            database.execute("create table stock (id bigint primary key, quantity integer, version integer not null)");
        }

        private void requireWritable(Naming how, Table<Record> table, Field<Long> id, Field<Integer> quantity) {
            requireWritable(JooqVersioning.over(configuration(how.settings())).table(table, id), id, quantity);
        }

        private static void requireWritable(GuardedRecords<Record> stock, Field<Long> id, Field<Integer> quantity) {
            Record inserted = stock.insert().set(id, 1L).set(quantity, 5).apply();
            assertThat(stock.version(inserted)).isEqualTo(1);
            assertThat(stock.update(1)
                            .expecting(1)
                            .set(quantity, quantity.minus(1))
                            .apply())
                    .isEqualTo(2);
            Record read = stock.read(1).orElseThrow();
            assertThat(read.get(1)).isEqualTo(4);
            assertThat(stock.version(read)).isEqualTo(2);
            assertThatThrownBy(
                            () -> stock.touch(1).expecting(1).withCurrentState().apply())
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        Record current = thrown.currentState(Record.class).orElseThrow();
                        assertThat(current.size()).isEqualTo(read.size());
                        assertThat(current.get(1)).isEqualTo(4);
                    });
            assertThat(stock.readAll(List.of(1, 2))).hasSize(1);
            stock.delete(1).expecting(2).apply();
            assertThat(stock.read(1)).isEmpty();
        }

        private enum Naming {
            NEVER_QUOTED(RenderQuotedNames.NEVER, RenderNameCase.AS_IS),
            QUOTED_ON_DEMAND(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED, RenderNameCase.AS_IS),
            UNQUOTED_UPPER(RenderQuotedNames.NEVER, RenderNameCase.UPPER),
            UNQUOTED_LOWER(RenderQuotedNames.NEVER, RenderNameCase.LOWER);

            private final RenderQuotedNames quoted;
            private final RenderNameCase nameCase;

            Naming(RenderQuotedNames quoted, RenderNameCase nameCase) {
                this.quoted = quoted;
                this.nameCase = nameCase;
            }

            Settings settings() {
                return new Settings().withRenderQuotedNames(quoted).withRenderNameCase(nameCase);
            }
        }

        @ParameterizedTest
        @EnumSource
        void namesMayBeRenderedUnquoted(Naming how) {
            createStock();
            boolean plain = how == Naming.QUOTED_ON_DEMAND;
            requireWritable(
                    how,
                    plain ? table(DSL.unquotedName("stock")) : table(name("stock")),
                    plain ? field(DSL.unquotedName("id"), Long.class) : field(name("id"), Long.class),
                    plain
                            ? field(DSL.unquotedName("quantity"), Integer.class)
                            : field(name("quantity"), Integer.class));
        }

        @Test
        void namesMayBeRenderedInTheCaseOfTheCatalogue() {
            createStock();
            RenderNameCase stored = isPostgres() ? RenderNameCase.LOWER : RenderNameCase.UPPER;
            GuardedRecords<Record> stock = JooqVersioning.over(configuration(new Settings().withRenderNameCase(stored)))
                    .table(table(name("Stock")), field(name("Id"), Long.class));
            requireWritable(stock, field(name("Id"), Long.class), field(name("Quantity"), Integer.class));
        }

        @Test
        void namesMayBeGivenAsPlainText() {
            createStock();
            Field<Long> id = field("id", Long.class);
            Field<Integer> quantity = field("quantity", Integer.class);
            Field<Integer> version = field("version", Integer.class);
            GuardedRecords<Record> stock = versioning.table(table("stock"), id);
            requireWritable(stock, id, quantity);
            requireWritable(stock.versionField(version), id, quantity);
        }

        @Test
        void namesWithMetacharactersAreNamesAndNothingElse() {
            database.execute("""
                    create table "we""ird; drop table account; --" (
                      "i'd." bigint primary key, "na""me ?" integer, "ver sion" integer default 1 not null)""");
            Field<Long> id = field(name("i'd."), Long.class);
            Field<Integer> version = field(name("ver sion"), Integer.class);
            GuardedRecords<Record> odd = versioning
                    .table(table(name("we\"ird; drop table account; --")), id)
                    .versionField(version);
            requireWritable(odd, id, field(name("na\"me ?"), Integer.class));
            assertThat(dsl.fetchCount(ACCOUNT)).isZero();
        }

        @Test
        void namesThatTheLibraryItselfMightUseAreHarmless() {
            database.execute("create table \"s\" (\"one\" bigint primary key, \"isolation\" integer,"
                    + " \"version\" integer default 1 not null)");
            Field<Long> id = field(name("one"), Long.class);
            GuardedRecords<Record> odd = versioning.table(table(name("s")), id);
            requireWritable(odd, id, field(name("isolation"), Integer.class));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"stock s", "(select 1)", "stock; drop table stock", "stock.", ".stock", "\"stock", "a-b", ""
                })
        void textThatIsNoNameIsNoTable(String text) {
            createStock();
            assertThatThrownBy(() -> versioning.table(table(text), field(name("id"), Long.class)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is SQL and no name");
        }

        @Test
        void textThatIsNoNameIsNoField() {
            createStock();
            GuardedRecords<Record> stock = versioning.table(table("stock"), field("id", Long.class));
            stock.insert().set(field("id", Long.class), 1L).apply();
            for (String text : List.of("quantity = 9, id", "quantity + 1", "version = 7 --")) {
                assertThatThrownBy(() -> stock.update(1)
                                .expecting(1)
                                .set(field(text, Integer.class), 9)
                                .apply())
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(() -> stock.versionField(field(text, Integer.class)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("is SQL and no name");
            }
            assertThat(stock.version(stock.read(1).orElseThrow())).isEqualTo(1);
        }

        @Test
        void tableWithoutAKnownKeyAsksForIt() {
            assertThatThrownBy(() -> versioning.table(plain()))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("name the id fields");
        }

        @Test
        void entityHasTheNameThatItIsGiven() {
            GuardedRecords<AccountRecord> accounts =
                    versioning.table(ACCOUNT).entity("Portfolio").versionField(ACCOUNT.VERSION);
            assertThat(accounts).hasToString("GuardedRecords[Portfolio]");
            assertThatThrownBy(() -> accounts.touch(1).expecting(1).apply())
                    .hasMessage("Portfolio 1: expected version 1, found no such row");
        }

        @Test
        void recordsThatAreReadAreAttached() {
            AccountRecord unused = insertAccount(1);
            GuardedRecords<AccountRecord> accounts = versioning.table(ACCOUNT);
            AccountRecord read = accounts.read(1).orElseThrow();
            read.refresh();
            assertThat(accounts.readAll(List.of(1))).containsExactly(read);
            assertThat(accounts.readWhere(ACCOUNT.OWNER.eq("Ada"))).containsExactly(read);
            assertThat(accounts.readWhere(ACCOUNT.OWNER.eq("Bob"))).isEmpty();
            assertThat(read.changed()).isFalse();
            assertThat(versioning.store(read)).isEqualTo(2);
        }

        @Test
        void rowsAreReadByTheHundreds() {
            for (long id = 0; id < 20; id++) {
                AccountRecord unused = insertAccount(id);
            }
            StatementProbe probe = new StatementProbe();
            GuardedRecords<AccountRecord> watched = JooqVersioning.over(using(probe.watch(database.dataSource())))
                    .table(ACCOUNT);
            watched.check();
            probe.clear();
            List<Long> ids = LongStream.range(10, 1_200).boxed().toList();
            assertThat(watched.readAll(ids))
                    .extracting(AccountRecord::getId)
                    .containsExactlyInAnyOrderElementsOf(ids.subList(0, 10));
            assertThat(probe.statements()).hasSize(3);
            assertThat(watched.readAll(List.of())).isEmpty();
        }

        @Test
        void currentStateComesOnlyWhereItIsAskedFor() {
            AccountRecord unused = insertAccount(1);
            GuardedRecords<AccountRecord> accounts = versioning.table(ACCOUNT);
            assertThatThrownBy(() -> accounts.touch(1).expecting(9).apply())
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            thrown -> assertThat(thrown.currentState(AccountRecord.class))
                                    .isEmpty());
            for (Runnable write : List.<Runnable>of(
                    () -> accounts.touch(1).expecting(9).withCurrentState().apply(),
                    () -> accounts.delete(1).expecting(9).withCurrentState().apply())) {
                assertThatThrownBy(write::run)
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                thrown -> assertThat(thrown.currentState(AccountRecord.class))
                                        .contains(account(1)));
            }
        }
    }
}
