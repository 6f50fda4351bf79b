package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What the trigger does for writers that know nothing of versions, and to those that do. */
@EnabledIf("io.versioning.schema.Sandbox#selectsPostgres")
class PostgresTriggerTest {

    private final VersionColumns columns = VersionColumns.on("airport").withTrigger();
    private Sandbox db;

    @BeforeEach
    void createTable() {
        db = Sandbox.postgres();
        db.execute(
                "create table airport (iata varchar(3) primary key, name text)",
                "insert into airport values ('ORD', 'O''Hare'), ('TRD', 'Værnes')");
    }

    private List<String> versions() {
        return db.ask("select version from airport order by iata");
    }

    private GuardedTable airports() {
        return JdbcVersioning.over(db.dataSource()).table("airport", "iata");
    }

    private List<String> functions() {
        return db.ask("select proname from pg_proc where pronamespace = current_schema()::regnamespace order by 1");
    }

    private List<String> triggers() {
        return db.ask(
                "select tgname from pg_trigger where tgrelid = 'airport'::regclass and not tgisinternal order by 1");
    }

    @Test
    void anUpdateThatKnowsNothingOfVersionsAdvancesThemByOne() {
        columns.up(db.dataSource());

        db.execute("update airport set name = 'x' where iata = 'ORD'", "update airport set name = name");

        assertThat(versions()).containsExactly("3", "2");
    }

    @Test
    void aGuardedWriteAdvancesTheVersionByOneNotTwo() {
        columns.up(db.dataSource());

        assertThat(airports().update("ORD").expecting(1).set("name", "Chicago").apply())
                .isEqualTo(2);
        assertThat(airports().touch("ORD").expecting(2).apply()).isEqualTo(3);
        assertThat(versions()).containsExactly("3", "1");
    }

    @Test
    void aGuardedWriteNoticesAWriterThatKnowsNothingOfVersions() {
        columns.up(db.dataSource());
        db.execute("update airport set name = 'x'");

        assertThatThrownBy(() -> airports()
                        .update("ORD")
                        .expecting(1)
                        .set("name", "Lost")
                        .apply())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("expected version 1, found 2");
        airports().delete("ORD").expecting(2).apply();
        assertThat(versions()).containsExactly("2");
    }

    @Test
    void aVersionSetByHandIsOverridden() {
        columns.up(db.dataSource());

        db.execute("update airport set version = 99", "update airport set version = version");
        db.execute("update airport set version = null where iata = 'ORD'");

        assertThat(versions()).containsExactly("4", "3");
    }

    @Test
    void insertsKeepTheirVersionAndUpsertsAdvanceIt() {
        columns.up(db.dataSource());

        db.execute("insert into airport values ('AAA', 'a'), ('ORD', 'b') on conflict (iata) do update set name = 'c'");
        db.execute("insert into airport values ('BBB', 'b', 7)");

        assertThat(versions()).containsExactly("1", "7", "2", "1");
    }

    @Test
    void anUpdateOfTheLargestVersionFails() {
        columns.ofType(ColumnType.INTEGER).up(db.dataSource());
        db.execute("insert into airport values ('MAX', 'm', 2147483647)");

        assertThatThrownBy(() -> db.execute("update airport set name = 'x' where iata = 'MAX'"))
                .hasMessageContaining("out of range");
    }

    @Test
    void upAndDownLeaveNothingBehind() {
        assertThat(columns.up(db.dataSource())).hasToString("[airport: version column added, trigger added]");
        columns.requireReady(db.dataSource());
        assertThat(triggers()).containsExactly("versioning_advance");
        assertThat(functions()).containsExactly("versioning_advance_airport");

        assertThat(columns.up(db.dataSource()))
                .containsExactly(
                        new TableChange("airport", List.of(), "version column already there, trigger already there"));

        assertThat(columns.down(db.dataSource())).hasToString("[airport: trigger dropped, version column dropped]");
        assertThat(triggers()).isEmpty();
        assertThat(functions()).isEmpty();
        assertThat(columns.down(db.dataSource()).get(0).changed()).isFalse();
    }

    @Test
    void theTriggerComesAndGoesWithoutTheColumn() {
        VersionColumns.on("airport").up(db.dataSource());

        assertThat(columns.check(db.dataSource()).problems())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.TRIGGER_MISSING);
        assertThat(columns.up(db.dataSource())).hasToString("[airport: version column already there, trigger added]");
        assertThat(columns.dropTrigger(db.dataSource())).hasToString("[airport: trigger dropped]");
        assertThat(functions()).isEmpty();
        assertThat(versions()).containsExactly("1", "1");
    }

    @Test
    void downTakesTheTriggerFromAColumnThatItLeaves() {
        db.execute("alter table airport add column version bigint not null default 1");
        columns.up(db.dataSource());

        assertThat(VersionColumns.on("airport").down(db.dataSource()))
                .hasToString("[airport: trigger dropped, version column left, as up did not create it]");
        db.execute("update airport set name = 'x'");
        assertThat(versions()).containsExactly("1", "1");
    }

    @Test
    void aTriggerOfTheApplicationsOwnIsNotedAndStays() {
        db.execute(
                "create function audit() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger audit before update on airport for each row execute function audit()",
                "create trigger later after update on airport for each row execute function audit()");
        columns.up(db.dataSource());

        Readiness readiness = columns.check(db.dataSource());
        assertThat(readiness.problems()).isEmpty();
        assertThat(readiness.notes()).hasSize(1);
        assertThat(readiness.notes().get(0).what()).contains("trigger audit sees each row");
        columns.down(db.dataSource());
        assertThat(triggers()).containsExactly("audit", "later");
        assertThat(functions()).containsExactly("audit");
    }

    @Test
    void aNameThatIsTakenIsReportedAndNothingIsReplaced() {
        db.execute("create function versioning_advance_airport() returns int language sql as 'select 1'");

        assertThatThrownBy(() -> columns.up(db.dataSource()))
                .isInstanceOfSatisfying(
                        SchemaUnsuitableException.class,
                        unsuitable -> assertThat(unsuitable.problems())
                                .extracting(Finding::kind)
                                .containsExactly(Finding.Kind.NAME_TAKEN));
        assertThat(columns.check(db.dataSource()).problems())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.NAME_TAKEN, Finding.Kind.COLUMN_MISSING);
        assertThat(db.ask("select versioning_advance_airport()")).containsExactly("1");
    }

    @Test
    void aTriggerOfThatNameThatIsNotOursIsReported() {
        db.execute(
                "create function audit() returns trigger language plpgsql as $$ begin return new; end $$",
                "create trigger versioning_advance before update on airport for each row execute function audit()");

        assertThatThrownBy(() -> columns.up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageContaining(
                        "the trigger's name versioning_advance is taken by something that up did not create");
    }

    @Test
    void whatADroppedTableLeftBehindIsUsedAgain() {
        columns.up(db.dataSource());
        db.execute("drop table airport", "create table airport (iata varchar(3) primary key, name text)");

        assertThat(columns.up(db.dataSource()).get(0).changed()).isTrue();
        columns.requireReady(db.dataSource());
        columns.down(db.dataSource());
        assertThat(functions()).isEmpty();
    }

    @Test
    void aRenamedTableKeepsItsTrigger() {
        columns.up(db.dataSource());
        db.execute(
                "alter table airport rename to aerodrome",
                "create table airport (iata varchar(3) primary key, name text)");

        assertThat(VersionColumns.on("aerodrome")
                        .withTrigger()
                        .up(db.dataSource())
                        .get(0)
                        .changed())
                .isFalse();
        assertThatThrownBy(() -> columns.up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageContaining("versioning_advance_airport");
        assertThat(VersionColumns.on("aerodrome").down(db.dataSource()))
                .hasToString("[aerodrome: trigger dropped, version column dropped]");
        assertThat(columns.up(db.dataSource()).get(0).changed()).isTrue();
    }

    @Test
    void aTriggerWhoseColumnWasRenamedIsPutRight() {
        columns.up(db.dataSource());
        db.execute("alter table airport rename column version to edits");
        VersionColumns renamed = columns.named("edits");

        assertThat(renamed.check(db.dataSource()).problems())
                .extracting(Finding::what)
                .containsExactly("the trigger versioning_advance does not advance this version column");
        assertThat(renamed.up(db.dataSource()).get(0).changed()).isTrue();
        db.execute("update airport set name = 'x'");
        assertThat(db.ask("select edits from airport")).containsExactly("2", "2");
        renamed.requireReady(db.dataSource());
        renamed.down(db.dataSource());
        assertThat(functions()).isEmpty();
    }

    @Test
    void aTriggerThatIsSwitchedOffIsReported() {
        columns.up(db.dataSource());
        db.execute("alter table airport disable trigger versioning_advance");

        Finding finding = columns.check(db.dataSource()).problems().get(0);
        assertThat(finding)
                .hasToString(
                        "airport: the trigger versioning_advance is switched off; alter table airport enable trigger"
                                + " versioning_advance");
    }

    @Test
    void aPartitionedTableHasTheTriggerOnAllPartitions() {
        db.execute(
                "create table flight (id bigint, day date, name text, primary key (id, day)) partition by range (day)",
                "create table flight_old partition of flight for values from (minvalue) to ('2025-01-01')",
                "insert into flight values (1, '2024-05-05', 'a')");
        VersionColumns flights = VersionColumns.on("flight").withTrigger();
        flights.up(db.dataSource());
        db.execute(
                "create table flight_new partition of flight for values from ('2025-01-01') to (maxvalue)",
                "update flight set name = 'x'",
                "update flight set day = '2025-05-05'",
                "update flight_new set name = 'y'");

        assertThat(db.ask("select version from flight")).containsExactly("4");
        assertThat(flights.up(db.dataSource()).get(0).changed()).isFalse();
        flights.requireReady(db.dataSource());
        flights.down(db.dataSource());
        assertThat(functions()).isEmpty();
    }

    @Test
    void longAndOddNamesGetTriggersOfTheirOwn() {
        String odd = "we\"ird; drop table airport; -- $$ {fn now()}";
        String column = "ve\"r'sion $versioning$ $versioning1$";
        String first = "a".repeat(62) + "1";
        String second = "a".repeat(62) + "2";
        db.execute(
                "create table \"" + odd.replace("\"", "\"\"") + "\" (id bigint primary key, name text)",
                "create table " + first + " (id bigint primary key, name text)",
                "create table " + second + " (id bigint primary key, name text)",
                "insert into " + second + " values (1, 'x')",
                "insert into \"" + odd.replace("\"", "\"\"") + "\" values (1, 'x')");
        VersionColumns all = VersionColumns.on(odd, first, second).named(column).withTrigger();

        all.up(db.dataSource());
        db.execute("update " + second + " set name = 'y'");

        all.requireReady(db.dataSource());
        assertThat(db.ask("select \"" + column.replace("\"", "\"\"") + "\" from " + second))
                .containsExactly("2");
        assertThat(functions()).hasSize(3).allMatch(name -> name.length() <= 63);
        assertThat(JdbcVersioning.over(db.dataSource())
                        .table(TableSpec.of(odd, "id").versionColumn(column))
                        .touch(1)
                        .expecting(1)
                        .apply())
                .isEqualTo(2);
        all.down(db.dataSource());
        assertThat(functions()).isEmpty();
    }

    @Test
    void theStatementsDoWhatUpAndDownDo() throws SQLException {
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Sandbox.execute(
                    connection, columns.upStatements(Database.POSTGRESQL).toArray(String[]::new));
            connection.commit();
        }
        columns.requireReady(db.dataSource());
        db.execute("update airport set name = 'x'");
        assertThat(versions()).containsExactly("2", "2");
        assertThat(columns.up(db.dataSource()).get(0).changed()).isFalse();
        assertThat(columns.downStatements(Database.POSTGRESQL)).hasSize(4);

        columns.downStatements(Database.POSTGRESQL).forEach(db::execute);
        assertThat(functions()).isEmpty();
    }

    @Test
    void aBusyTableGetsNeitherColumnNorTriggerNorFunction() throws SQLException {
        VersionColumns impatient = columns.lockTimeout(Duration.ofMillis(50));
        VersionColumns.on("airport").up(db.dataSource());
        try (Connection holder = db.holdRowsOf("airport")) {
            assertThatThrownBy(() -> impatient.up(db.dataSource()))
                    .isInstanceOf(SchemaChangeException.class)
                    .hasMessageContaining("55P03");
            holder.rollback();
        }
        assertThat(functions()).isEmpty();
        assertThat(triggers()).isEmpty();
    }
}
