package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Ids that name another row than they say, and keys that do not stay. */
class ExactIdsTests {

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

        GuardedTable table(String name) {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, "id");
        }

        private void oneRow(String type, String id) {
            database.execute(
                    "create table one (id %s primary key, note varchar(9), version integer default 1 not null)"
                            .formatted(type),
                    "insert into one values (%s, 'a', 1)".formatted(id));
        }

        private void requireUnwritten(Object id) throws SQLException {
            catchThrowable(
                    () -> table("one").update(id).expecting(1).set("note", "b").apply());
            assertThat(query("select count(*) from one where note = 'b'")).isEqualTo("0");
        }

        /** gotchas.md: 'An id is exactly of its column's type, or refused.' */
        @Test
        void wholeNumberDoesNotNameTheDoubleBesideIt() throws SQLException {
            oneRow("double precision", "9007199254740992");
            requireUnwritten(9007199254740993L);
        }

        @Test
        void decimalDoesNotNameTheDoubleBesideIt() throws SQLException {
            oneRow("double precision", "0.5");
            requireUnwritten(new BigDecimal("0.50000000000000000001"));
        }

        @Test
        void instantDoesNotNameTheMicrosecondBesideIt() throws SQLException {
            oneRow("timestamp with time zone", "timestamp with time zone '2024-01-01 00:00:00.123457+00'");
            requireUnwritten(Instant.parse("2024-01-01T00:00:00.123456789Z"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"f00000001-1-1-1-1", "+1-1-1-1-1"})
        void textThatIsNoUuidNamesNoRow(String text) throws SQLException {
            oneRow("uuid", "'00000001-0001-0001-0001-000000000001'");
            requireUnwritten(text);
        }

        @Test
        void doubleDoesNotNameTwoRowsOfADomain() throws SQLException {
            database.execute("create domain big as bigint");
            oneRow("big", "9007199254740992");
            database.execute("insert into one values (9007199254740993, 'a', 1)");
            catchThrowable(() -> table("one")
                    .update(9007199254740992.0d)
                    .expecting(1)
                    .set("note", "b")
                    .apply());
            assertThat(query("select count(*) from one where note = 'b' and id = 9007199254740993"))
                    .isEqualTo("0");
        }

        /** P5: a stale write to such a row is reported as MISSING, and each write changes the key. */
        @Test
        void versionThatIsPartOfTheKeyIsRefused() {
            database.execute(
                    "create table history (id bigint, version bigint default 1 not null, note varchar(9),"
                            + " primary key (id, version))",
                    "insert into history values (1, 1, 'a')");
            GuardedTable history = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table("history", "id", "version");
            assertThatThrownBy(history::check).isInstanceOf(TableUnsuitableException.class);
        }

        @Test
        void versionThatIsTheKeyIsRefused() {
            database.execute("create table solo (id bigint primary key)");
            GuardedTable solo = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table(TableSpec.of("solo", "id").versionColumn("ID"));
            assertThatThrownBy(solo::check).isInstanceOf(TableUnsuitableException.class);
        }

        @Test
        void numberWithAHugeExponentIsRefusedAtOnce() throws SQLException {
            oneRow("numeric(20, 2)", "1");
            assertThatThrownBy(() -> table("one")
                            .update(new BigDecimal("1E+100000000"))
                            .expecting(1)
                            .set("note", "b")
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void exactFormsOfAnIdNameTheRow() throws SQLException {
            oneRow("double precision", "0.5");
            assertThat(table("one")
                            .update(new BigDecimal("0.50"))
                            .expecting(1)
                            .set("note", "b")
                            .apply())
                    .isEqualTo(2);
            assertThat(table("one").touch(0.5f).expecting(2).apply()).isEqualTo(3);
        }

        @Test
        void idOfADomainIsOfTheTypeThatTheDomainIsMadeOf() {
            database.execute("create domain small as integer");
            database.execute("create domain smaller as small");
            oneRow("smaller", "7");
            assertThat(table("one").touch(7L).expecting(1).apply()).isEqualTo(2);
            assertThat(table("one").touch(new BigDecimal("7.0")).expecting(2).apply())
                    .isEqualTo(3);
            assertThatThrownBy(() -> table("one").touch("7").expecting(3).apply())
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void versionMayBeOfADomainOverAWholeNumber() {
            database.execute("create domain counter as smallint");
            database.execute("create table counted (id integer primary key, version counter not null)");
            table("counted").insert(1).apply();
            assertThat(table("counted").touch(1).expecting(1).apply()).isEqualTo(2);
            assertThatThrownBy(() ->
                            table("counted").touch(1).expecting(Short.MAX_VALUE).apply())
                    .isInstanceOf(VersionOverflowException.class);
        }
    }
}
