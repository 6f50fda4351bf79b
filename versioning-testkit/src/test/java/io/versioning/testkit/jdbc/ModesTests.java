package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.CompositeId;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.jdbc.TableSpec;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Isolation levels, compatibility modes and driver settings change nothing about what is written and reported. */
class ModesTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {

        H2() {
            super(DatabaseKind.H2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE",
                    "MODE=MySQL",
                    "MODE=MySQL;DATABASE_TO_LOWER=TRUE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "MODE=Oracle",
                    "MODE=MSSQLServer",
                    "MODE=DB2",
                    "MODE=Derby",
                    "MODE=HSQLDB",
                    "MODE=MariaDB",
                    "MODE=STRICT",
                    "MODE=LEGACY",
                    "DATABASE_TO_UPPER=FALSE",
                    "DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
                    "IGNORECASE=TRUE",
                    "DEFAULT_ESCAPE="
                })
        void everyCompatibilityModeWillDo(String mode) throws SQLException {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:%s;DB_CLOSE_DELAY=-1;%s".formatted(UUID.randomUUID(), mode));
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "create table account (id varchar(10) primary key, owner varchar(9), version integer not null)");
                GuardedTable table =
                        JdbcVersioning.over(source).withoutListeners().table("account", "id");
                table.insert("a").set("owner", "x").apply();
                table.update("a").expecting(1).set("owner", "y").apply();
                assertThatThrownBy(() -> table.update("a")
                                .expecting(1)
                                .set("owner", "z")
                                .withCurrentState()
                                .apply())
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                thrown -> assertThat(thrown.conflict().actual()).hasValue(2));
                assertThatThrownBy(() -> table.touch("b").expecting(1).apply())
                        .isInstanceOfSatisfying(
                                ConflictException.class,
                                thrown -> assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING));
                table.delete("a").expecting(2).apply();
                statement.execute("shutdown");
            }
        }

        /** General errors, and trouble with the files. */
        @ParameterizedTest
        @ValueSource(strings = {"50000", "90028", "90030", "90031"})
        void troubleInTheStoreLeavesAnAutocommitWriteUnknown(String code) {
            accounts.check();
            probe.onStatement("update").throwAfter(new SQLException("trouble", code, Integer.parseInt(code)));
            assertThatThrownBy(() -> watched().touch(1).expecting(1).apply())
                    .isInstanceOf(OutcomeUnknownException.class);
            probe.requireAllHappened();
        }

        @Test
        void successTakesOneStatementByTheDatabasesCount() throws SQLException {
            accounts.check();
            database.execute("set query_statistics true");
            accounts.touch(1).expecting(1).apply();
            assertThat(query("""
                    select sum(execution_count)
                      from information_schema.query_statistics
                     where sql_statement not ilike '%query_statistics%'
                       and sql_statement not ilike 'set %'""")).isEqualTo("1");
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {

        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        private DataSource with(String parameters) {
            return Altered.connections(database.dataSource(), real -> {
                String url = real.getMetaData().getURL();
                Properties properties = new Properties();
                properties.setProperty("currentSchema", real.getSchema());
                real.close();
                return DriverManager.getConnection(url + (url.contains("?") ? "&" : "?") + parameters, properties);
            });
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "preferQueryMode=simple",
                    "preferQueryMode=extendedForPrepared",
                    "preferQueryMode=extendedCacheEverything",
                    "prepareThreshold=1",
                    "prepareThreshold=-1",
                    "autosave=always",
                    "cleanupSavepoints=true&autosave=always",
                    "stringtype=unspecified",
                    "readOnlyMode=always",
                    "options=-c%20standard_conforming_strings=off",
                    "preferQueryMode=simple&options=-c%20standard_conforming_strings=off"
                })
        void everySettingOfTheDriverWillDo(String parameters) throws SQLException {
            database.execute("""
                    create table odd (
                      "I'd\\" text,
                      "No" char(4),
                      note text,
                      "Version" integer not null,
                      primary key ("I'd\\", "No")
                    )""");
            DataSource source = with(parameters);
            GuardedTable odd = JdbcVersioning.over(source)
                    .withoutListeners()
                    .table(TableSpec.of("odd", "I'd\\", "No").versionColumn("Version"));
            CompositeId id = CompositeId.of("a\\'; drop table account; --", "x");
            odd.insert(id).set("note", "\\'").apply();
            odd.update(id)
                    .expecting(1)
                    .setSql("note", "note || ?", "\\' or 1=1 --")
                    .apply();
            assertThatThrownBy(() -> odd.update(id)
                            .expecting(1)
                            .set("note", "z")
                            .withCurrentState()
                            .apply())
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        assertThat(thrown.conflict().actual()).hasValue(2);
                        assertThat(thrown.currentState(Row.class).orElseThrow().get("note"))
                                .isEqualTo("\\'\\' or 1=1 --");
                    });
            try (Connection connection = source.getConnection()) {
                connection.setAutoCommit(false);
                GuardedTable joining = odd.within(connection);
                joining.touch(id).expecting(2).apply();
                assertThatThrownBy(() -> joining.touch(id).expecting(2).apply()).isInstanceOf(ConflictException.class);
                connection.commit();
            }
            odd.delete(id).expecting(3).apply();
            assertThat(odd.read(id)).isEmpty();
        }
    }

    abstract static class Cases extends OnDatabase {

        final StatementProbe probe = new StatementProbe();

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertARow() {
            accounts.insert(1).set("balance", 5).apply();
        }

        GuardedTable watched() {
            return over(probe.watch(database.dataSource()));
        }

        private static GuardedTable over(DataSource source) {
            return JdbcVersioning.over(source).withoutListeners().table("account", "id");
        }

        @ParameterizedTest
        @ValueSource(ints = {Connection.TRANSACTION_REPEATABLE_READ, Connection.TRANSACTION_SERIALIZABLE})
        void strictIsolationInThePoolReadsTheWinnerAllTheSame(int level) {
            GuardedTable strict = over(Altered.withIsolation(probe.watch(database.dataSource()), level));
            probe.onStatement("update")
                    .runBefore(() -> accounts.touch(1).expecting(1).apply());
            assertThatThrownBy(() ->
                            strict.touch(1).expecting(1).withCurrentState().apply())
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        assertThat(thrown.conflict().actual()).hasValue(2);
                        assertThat(thrown.currentState(Row.class).orElseThrow().version())
                                .isEqualTo(2);
                    });
            probe.requireAllHappened();
        }

        @Test
        void deleteThatIsNotCommittedIsNotReportedAsMissing() throws SQLException {
            GuardedTable dirty = over(
                    Altered.withIsolation(probe.watch(database.dataSource()), Connection.TRANSACTION_READ_UNCOMMITTED));
            dirty.touch(1).expecting(1).apply();
            try (Connection other = transaction();
                    Statement statement = other.createStatement()) {
                probe.onStatement("update").runAfter(() -> statement.executeUpdate("delete from account where id = 1"));
                assertThatThrownBy(() -> dirty.touch(1).expecting(1).apply())
                        .isInstanceOf(isPostgres() ? ConflictException.class : AttemptAbortedException.class)
                        .hasMessageContaining(isPostgres() ? "found 2" : "READ UNCOMMITTED");
                other.rollback();
            }
            probe.requireAllHappened();
        }
    }
}
