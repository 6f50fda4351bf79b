package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.CompositeId;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionRequiredException;
import io.versioning.Versioned;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input ends in a clear error or a harmless line, and nothing is written. */
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

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertARow() {
            accounts.insert(1).set("owner", "Ada").set("balance", 5).apply();
        }

        private void requireUntouched() {
            assertThat(accounts.read(1).orElseThrow().fields())
                    .containsEntry("owner", "Ada")
                    .containsEntry("balance", 5);
            assertThat(accounts.read(1).orElseThrow().version()).isEqualTo(1);
        }

        private GuardedTable table(String name, String... ids) {
            return JdbcVersioning.over(database.dataSource()).table(name, ids);
        }

        @Test
        void unknownTableIsNamed() {
            assertThatThrownBy(() -> table("nowhere", "id").read(1))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageStartingWith("Table nowhere: there is no such table in ");
            assertThatThrownBy(() -> JdbcVersioning.over(database.dataSource())
                            .table(TableSpec.of("account", "id").inSchema("nowhere"))
                            .check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessage("Table account: there is no such schema");
        }

        @Test
        void unknownIdAndVersionColumnsAreNamed() {
            assertThatThrownBy(() -> table("account", "nr").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessage("Table account: there is no column nr");
            assertThatThrownBy(() -> JdbcVersioning.over(database.dataSource())
                            .table(TableSpec.of("account", "id").versionColumn("revision"))
                            .check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessage("Table account: there is no column revision; add it, or name the one"
                            + " that holds the version");
        }

        @Test
        void unknownChangedColumnIsNamed() {
            assertThatThrownBy(() ->
                            accounts.update(1).expecting(1).set("ownr", "Bob").apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no column ownr");
            requireUntouched();
        }

        @Test
        void versionAndKeyAreNotChanged() {
            assertThatThrownBy(() ->
                            accounts.update(1).expecting(1).set("version", 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version is the version of table");
            assertThatThrownBy(() -> accounts.update(1)
                            .expecting(1)
                            .setSql("VERSION", "9")
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is the version of table");
            assertThatThrownBy(
                            () -> accounts.update(1).expecting(1).set("id", 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id is part of the key");
            assertThatThrownBy(() -> accounts.insert(2).set("version", 7).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("version is the version of table");
            requireUntouched();
        }

        @Test
        void columnThatIsSetTwiceIsNamed() {
            assertThatThrownBy(() -> accounts.update(1)
                            .expecting(1)
                            .set("owner", "x")
                            .set("OWNER", "y")
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("column: OWNER is set twice");
            assertThatThrownBy(() -> accounts.insert(2).set("id", 3).apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is set twice");
            requireUntouched();
        }

        @Test
        void emptyUpdateIsRefused() {
            assertThatThrownBy(() -> accounts.update(1).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("touch");
            requireUntouched();
        }

        @Test
        void tableWithoutAKeyIsRefused() {
            database.execute("create table keyless (id bigint not null, version integer not null)");
            assertThatThrownBy(() -> table("keyless", "id").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("no primary key and no unique key");
        }

        @Test
        void idThatIsNoKeyIsRefused() {
            assertThatThrownBy(() -> table("account", "owner").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("neither its primary key nor a unique key");
            assertThatThrownBy(() -> table("account", "id", "owner").check())
                    .isInstanceOf(TableUnsuitableException.class);
        }

        @Test
        void uniqueKeyIsFitIfItCantBeNull() {
            database.execute(
                    "create table coded (id bigint primary key, code varchar(9) unique not null, other varchar(9) unique,"
                            + " version integer not null)");
            table("coded", "code").check();
            assertThatThrownBy(() -> table("coded", "other").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("NOT NULL");
        }

        @ParameterizedTest
        @ValueSource(strings = {"timestamp", "timestamp with time zone", "date", "time"})
        void timeIsNoVersion(String type) {
            database.execute("create table timed (id bigint primary key, version " + type + " not null)");
            assertThatThrownBy(() -> table("timed", "id").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("a time is no version")
                    .hasMessageContaining("tick");
        }

        @ParameterizedTest
        @ValueSource(strings = {"varchar(9)", "numeric(9)", "double precision", "boolean"})
        void versionIsAWholeNumber(String type) {
            database.execute("create table typed (id bigint primary key, version " + type + " not null)");
            assertThatThrownBy(() -> table("typed", "id").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("a version is a smallint, integer or bigint");
        }

        @Test
        void versionThatMayBeNullIsRefused() {
            database.execute("create table legacy (id bigint primary key, version integer)");
            assertThatThrownBy(() -> table("legacy", "id").check())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("allows null");
        }

        @Test
        void numbersThatAreNoVersionAreRefused() {
            for (Number number : List.of(
                    1.5, Double.NaN, Float.POSITIVE_INFINITY, new BigDecimal("1.1"), BigInteger.TWO.pow(70), -1)) {
                assertThatThrownBy(() -> accounts.update(1).expecting(number))
                        .isInstanceOf(VersionRequiredException.class)
                        .hasMessageStartingWith("account 1: the expected version must be a whole number");
            }
            accounts.touch(1).expecting(new BigDecimal("1.0")).apply();
        }

        @Test
        void forgottenVersionNamesTheRow() {
            assertThatThrownBy(() -> accounts.update(1).expecting((Versioned) null))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessage("account 1: no expected version was given; pass the version that the row was read at");
        }

        @Test
        void objectThatHasNoVersionOrHasLostItIsAMissingVersion() {
            IllegalStateException none = new IllegalStateException("not stored yet");
            Versioned unsaved = () -> {
                throw none;
            };
            assertThatThrownBy(() -> accounts.update(1).expecting(unsaved))
                    .isInstanceOf(VersionRequiredException.class)
                    .hasMessageStartingWith("account 1: the object that was given has no version")
                    .hasCause(none);
            Long lost = null;
            Versioned unboxing = () -> lost;
            assertThatThrownBy(() -> accounts.update(1).expecting(unboxing))
                    .isInstanceOf(VersionRequiredException.class);
        }

        @Test
        void missingOrMisshapenIdIsRefused() {
            assertThatThrownBy(() -> accounts.update(null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.read(CompositeId.of(1, 2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("id: has 2 parts");
            assertThatThrownBy(() -> CompositeId.of()).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> CompositeId.of(1, null)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> accounts.update("one")
                            .expecting(1)
                            .set("owner", "x")
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("id: column id is of type");
            requireUntouched();
        }

        @Test
        void closedConnectionIsRefused() throws SQLException {
            Connection closed = transaction();
            closed.close();
            assertThatThrownBy(
                            () -> accounts.within(closed).touch(1).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("is closed");
            requireUntouched();
        }

        @Test
        void connectionInAutocommitModeIsNotJoined() throws SQLException {
            try (Connection connection = database.dataSource().getConnection()) {
                assertThatThrownBy(() -> accounts.within(connection)
                                .touch(1)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("autocommit");
            }
            requireUntouched();
        }

        @Test
        void poolThatIsUsedUpIsAnErrorOfTheDatabase() throws SQLException {
            try (LendingPool pool = database.pooled(1, Duration.ofMillis(50));
                    Connection held = pool.getConnection()) {
                GuardedTable pooled = JdbcVersioning.over(pool).table("account", "id");
                assertThatThrownBy(() -> pooled.touch(1).expecting(1).apply())
                        .isInstanceOf(DatabaseException.class)
                        .hasMessageStartingWith("No connection could be had");
                assertThat(held.isClosed()).isFalse();
            }
            requireUntouched();
        }

        @Test
        void namesWithMetacharactersAreNamesAndNothingElse() throws SQLException {
            database.execute("""
                    create table "odd""; drop table account; --" (
                      "i'd" bigint primary key, "na""me ?" varchar(9), "ver sion" integer default 1 not null)""");
            GuardedTable odd = JdbcVersioning.over(database.dataSource())
                    .table(TableSpec.of("odd\"; drop table account; --", "i'd").versionColumn("ver sion"));
            odd.insert(1).set("na\"me ?", "x").apply();
            assertThat(odd.update(1).expecting(1).set("na\"me ?", "y").apply()).isEqualTo(2);
            assertThat(odd.read(1).orElseThrow().get("na\"me ?")).isEqualTo("y");
            assertThatThrownBy(() -> accounts.update(1)
                            .expecting(1)
                            .set("owner\" = 'x' --", 1)
                            .apply())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> table("account; drop table account", "id").check())
                    .isInstanceOf(TableUnsuitableException.class);
            assertThat(query("select count(*) from account")).isEqualTo("1");
        }

        @Test
        void strangeIdsAreHarmless() {
            database.execute("create table named (name varchar(20000) primary key, version integer not null)");
            GuardedTable named = table("named", "name");
            for (String id :
                    List.of("a\r\nb", "\u202eevil", "x".repeat(10_000), "'; drop table named; --", "%_?", "")) {
                assertThatThrownBy(() -> named.touch(id).expecting(1).apply())
                        .isInstanceOf(ConflictException.class)
                        .satisfies(thrown -> assertThat(thrown.getMessage())
                                .hasSizeLessThan(130)
                                .doesNotContain("\n", "\r", "\u202e"));
                named.insert(id).apply();
                assertThat(named.touch(id).expecting(1).apply()).isEqualTo(2);
            }
        }

        @Test
        void idsThatADatabaseWouldGarbleAreRefusedBeforeTheWrite() {
            database.execute("create table named (name varchar(100) primary key, version integer not null)");
            table("named", "name").insert("?").apply();
            StatementProbe probe = new StatementProbe();
            GuardedTable named =
                    JdbcVersioning.over(probe.watch(database.dataSource())).table("named", "name");
            named.check();
            probe.clear();
            for (String id : List.of("\ud800", "\udc00a", "a\u0000")) {
                assertThatThrownBy(() -> named.touch(id).expecting(1).apply())
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("value: the text for column name holds at index");
            }
            assertThat(probe.statements()).isEmpty();
        }

        @Test
        void placeHoldersAndValuesMustMatch() {
            assertThatThrownBy(() -> accounts.update(1).expecting(1).setSql("balance", "balance - ?"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "values: the expression for column balance has 1 place holders, and 0 values were given");
            assertThatThrownBy(() -> accounts.update(1).expecting(1).setSql("balance", "0", 5))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void brokenExpressionIsAnErrorOfTheDatabase() {
            assertThatThrownBy(() -> accounts.update(1)
                            .expecting(1)
                            .setSql("balance", "nonsense(")
                            .apply())
                    .isInstanceOf(DatabaseException.class)
                    .hasMessageContaining("could not be written to: an error (SQLSTATE");
            assertThatThrownBy(() -> accounts.readWhere("nonsense(")).isInstanceOf(DatabaseException.class);
            requireUntouched();
        }
    }
}
