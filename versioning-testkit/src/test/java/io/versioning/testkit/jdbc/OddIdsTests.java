package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.CompositeId;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Inserted;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An id names one row or none, whatever its class, and the id that was read names the row that was read. */
class OddIdsTests {

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

        /** The first whole number whose successor is the same double. */
        private static final long BORDER = 1L << 53;

        private enum Grade {
            GOOD
        }

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private GuardedTable table(String name, String... ids) {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, ids);
        }

        private GuardedTable docs() {
            database.execute(
                    "create table doc (id varchar(40) primary key, note varchar(9), version integer not null)");
            return table("doc", "id");
        }

        private GuardedTable twoThatDifferByCase() {
            String other = isPostgres() ? "\"Version\"" : "\"version\"";
            database.execute(
                    "create table two (id integer primary key, %s integer, note varchar(9), version integer not null)"
                            .formatted(other),
                    "insert into two values (1, 2, 'a', 1)");
            return JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table(TableSpec.of("two", "id").versionColumn(isPostgres() ? "version" : "VERSION"));
        }

        private static void requireMissing(ConflictException thrown) {
            assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING);
        }

        @Test
        void doubleNamesTheOneRowThatItIsExactly() throws SQLException {
            accounts.insert(BORDER).set("balance", 1).apply();
            accounts.insert(BORDER + 1).set("balance", 1).apply();
            accounts.update((double) BORDER).expecting(1).set("balance", 7).apply();
            assertThat(query("select balance from account where id = " + BORDER))
                    .isEqualTo("7");
            assertThat(query("select balance from account where id = " + (BORDER + 1)))
                    .isEqualTo("1");
        }

        @Test
        void doubleDoesNotNameTheNeighbour() throws SQLException {
            accounts.insert(BORDER + 1).set("balance", 1).apply();
            assertThatThrownBy(() -> accounts.update((double) BORDER)
                            .expecting(1)
                            .set("balance", 7)
                            .apply())
                    .isInstanceOfSatisfying(ConflictException.class, Cases::requireMissing);
            assertThat(query("select balance from account")).isEqualTo("1");
        }

        @Test
        void doubleNamesTheOneRowInTheCallersTransactionToo() throws SQLException {
            accounts.insert(BORDER).set("balance", 1).apply();
            accounts.insert(BORDER + 1).set("balance", 1).apply();
            try (Connection connection = transaction()) {
                GuardedTable joining = accounts.within(connection);
                joining.update((double) BORDER).expecting(1).set("balance", 7).apply();
                connection.commit();
            }
            assertThat(query("select count(*) from account where balance = 7")).isEqualTo("1");
        }

        @Test
        void anyNumberThatIsExactlyTheIdNamesTheRow() {
            accounts.insert(7).apply();
            List<Number> same = List.of(
                    (byte) 7,
                    (short) 7,
                    7,
                    7L,
                    7f,
                    7d,
                    BigInteger.valueOf(7),
                    new BigDecimal("7.0"),
                    new AtomicLong(7));
            for (int i = 0; i < same.size(); i++) {
                assertThat(accounts.touch(same.get(i)).expecting(i + 1).apply())
                        .as(same.get(i).getClass().getName())
                        .isEqualTo(i + 2);
            }
        }

        @Test
        void whatIsNoWholeNumberIsNoIdOfAWholeNumberColumn() {
            accounts.insert(7).apply();
            List<Object> others = List.of(
                    "7",
                    '7',
                    CharBuffer.wrap("7"),
                    true,
                    7.5,
                    Double.NaN,
                    Double.POSITIVE_INFINITY,
                    new BigDecimal("7.1"),
                    BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(7)),
                    List.of(7));
            for (Object id : others) {
                assertThatThrownBy(() -> accounts.delete(id).expecting(1).apply())
                        .as(id + " of " + id.getClass())
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(accounts.read(7).orElseThrow().version()).isEqualTo(1);
        }

        @Test
        void readsAndInsertsAreAsExactAsWrites() {
            accounts.insert(new AtomicLong(7)).apply();
            assertThat(accounts.read(7d)).isPresent();
            assertThatThrownBy(() -> accounts.read("7")).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.read(7.5)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.insert(8.5).apply()).isInstanceOf(IllegalArgumentException.class);
            assertThat(accounts.readWhere("id > 0")).hasSize(1);
        }

        @Test
        void numericColumnTakesAnyFiniteNumber() {
            database.execute("create table rate (id numeric(20, 2) primary key, version integer not null)");
            GuardedTable rate = table("rate", "id");
            rate.insert(new BigDecimal("7.5")).apply();
            rate.touch(7.5).expecting(1).apply();
            rate.touch(new BigDecimal("7.50")).expecting(2).apply();
            assertThatThrownBy(() -> rate.touch(7).expecting(3).apply())
                    .isInstanceOfSatisfying(ConflictException.class, Cases::requireMissing);
            assertThatThrownBy(() -> rate.touch(Double.NaN).expecting(3).apply())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void numberIsNoIdOfATextColumn() throws SQLException {
            GuardedTable doc = docs();
            doc.insert("1").set("note", "a").apply();
            doc.insert("01").set("note", "a").apply();
            assertThatThrownBy(
                            () -> doc.update(1).expecting(1).set("note", "new").apply())
                    .isInstanceOf(IllegalArgumentException.class);
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> doc.within(connection)
                                .update(1)
                                .expecting(1)
                                .set("note", "new")
                                .apply())
                        .isInstanceOf(IllegalArgumentException.class);
                connection.commit();
            }
            assertThat(query("select count(*) from doc where note = 'new'")).isEqualTo("0");
        }

        @Test
        void textColumnTakesWhatIsText() {
            GuardedTable doc = docs();
            UUID uuid = UUID.randomUUID();
            List<Object> ids = List.of(CharBuffer.wrap("seven"), '7', Grade.GOOD, uuid);
            List<String> texts = List.of("seven", "7", "GOOD", uuid.toString());
            for (int i = 0; i < ids.size(); i++) {
                Object id = ids.get(i);
                doc.insert(texts.get(i)).apply();
                assertThat(doc.touch(id).expecting(1).apply())
                        .as(id.getClass().getName())
                        .isEqualTo(2);
                assertThat(doc.read(texts.get(i)).orElseThrow().version()).isEqualTo(2);
            }
        }

        @Test
        void collectionIsNoIdOfATextColumn() {
            GuardedTable doc = docs();
            doc.insert("7").apply();
            for (Object id : List.of(List.of("7"), new AtomicLong(7), 7L)) {
                assertThatThrownBy(() -> doc.delete(id).expecting(1).apply())
                        .as(id.getClass().getName())
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(doc.read("7")).isPresent();
        }

        @Test
        void idOfAPaddedColumnThatWasReadNamesItsRow() {
            database.execute(
                    "create table fixed (id char(5) primary key, note varchar(9), version integer not null)",
                    "insert into fixed values ('ab', 'a', 1)");
            GuardedTable fixed = table("fixed", "id");
            Row row = fixed.readWhere("1 = 1").get(0);
            fixed.update(row.id()).expecting(row).set("note", "x").apply();
            assertThat(fixed.readWhere("note = ?", "x")).hasSize(1);
        }

        @Test
        void idOfAPaddedColumnThatWasInsertedNamesItsRow() {
            database.execute("create table fixed (id char(5) primary key, note varchar(9), version integer not null)");
            GuardedTable fixed = table("fixed", "id");
            Inserted inserted = fixed.insert("ab").apply();
            assertThat(fixed.touch(inserted.id()).expecting(inserted).apply()).isEqualTo(2);
            assertThat(fixed.touch("ab").expecting(2).apply()).isEqualTo(3);
        }

        @Test
        void paddedPartOfACompositeIdNamesItsRow() {
            database.execute(
                    "create table leg (carrier char(3), no integer, version integer not null, primary key (carrier, no))",
                    "insert into leg values ('LH', 400, 1)");
            GuardedTable leg = table("leg", "carrier", "no");
            Row row = leg.readWhere("no = ?", 400).get(0);
            assertThat(leg.touch(row.id()).expecting(row).apply()).isEqualTo(2);
        }

        @Test
        void partsOfACompositeIdAreAsExactAsOtherIds() {
            database.execute(
                    "create table leg (carrier varchar(3), no integer, version integer not null, primary key (carrier, no))",
                    "insert into leg values ('1', 400, 1)");
            GuardedTable leg = table("leg", "carrier", "no");
            for (CompositeId id :
                    List.of(CompositeId.of(1, 400), CompositeId.of("1", "400"), CompositeId.of("1", 400.5))) {
                assertThatThrownBy(() -> leg.touch(id).expecting(1).apply())
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(leg.touch(CompositeId.of("1", 400d)).expecting(1).apply())
                    .isEqualTo(2);
        }

        @Test
        void versionIsReadFromTheVersionColumnItself() {
            assertThat(twoThatDifferByCase().read(1).orElseThrow().version()).isEqualTo(1);
        }

        @Test
        void staleWriteBesideAColumnThatDiffersByCaseChangesNothing() throws SQLException {
            GuardedTable two = twoThatDifferByCase();
            Row seen = two.read(1).orElseThrow();
            two.update(1).expecting(1).set("note", "theirs").apply();
            assertThatThrownBy(() ->
                            two.update(1).expecting(seen).set("note", "mine").apply())
                    .isInstanceOf(ConflictException.class);
            assertThat(query("select note from two")).isEqualTo("theirs");
        }
    }
}
