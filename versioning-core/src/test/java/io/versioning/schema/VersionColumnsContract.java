package io.versioning.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What up, down and the statements do, on every database. */
abstract class VersionColumnsContract {

    static final Duration SHORT = Duration.ofMillis(50);

    Sandbox db;

    abstract Sandbox open();

    @BeforeEach
    void createTable() {
        db = open();
        createTable("airport");
    }

    void createTable(String name) {
        db.execute(
                "create table " + name + " (iata varchar(3) primary key, name varchar(80))",
                "insert into " + name + " (iata, name) values ('ORD', 'O''Hare'), ('TRD', 'Værnes')");
    }

    List<String> versions(String table) {
        return db.ask("select version from " + table + " order by iata");
    }

    GuardedTable guarded(String table) {
        return JdbcVersioning.over(db.dataSource()).table(table, "iata");
    }

    boolean hasVersionColumn(String table) {
        return VersionColumns.on(table).check(db.dataSource()).problems().stream()
                .noneMatch(finding -> finding.kind() == Finding.Kind.COLUMN_MISSING);
    }

    @Test
    void upGivesExistingRowsVersionOne() {
        List<TableChange> changes = VersionColumns.on("airport").up(db.dataSource());

        assertThat(versions("airport")).containsExactly("1", "1");
        assertThat(changes).hasToString("[airport: version column added]");
        assertThat(changes.get(0).changed()).isTrue();
    }

    @Test
    void rowsOfWritersThatKnowNothingOfVersionsBeginAtOne() {
        VersionColumns.on("airport").up(db.dataSource());
        db.execute("insert into airport (iata) values ('AAA')");

        assertThat(versions("airport")).containsExactly("1", "1", "1");
    }

    @Test
    void guardedWritesWorkAfterUp() {
        VersionColumns.on("airport").up(db.dataSource());

        assertThat(guarded("airport")
                        .update("ORD")
                        .expecting(1)
                        .set("name", "Chicago")
                        .apply())
                .isEqualTo(2);
        assertThatThrownBy(() -> guarded("airport")
                        .update("ORD")
                        .expecting(1)
                        .set("name", "Lost")
                        .apply())
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("expected version 1, found 2");
        assertThat(versions("airport")).containsExactly("2", "1");
    }

    @Test
    void aSecondUpChangesNothingAndSaysSo() {
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());
        guarded("airport").touch("ORD").expecting(1).apply();

        List<TableChange> again = columns.up(db.dataSource());

        assertThat(again).containsExactly(new TableChange("airport", List.of(), "version column already there"));
        assertThat(again.get(0).changed()).isFalse();
        assertThat(versions("airport")).containsExactly("2", "1");
    }

    @Test
    void aSecondUpNeedsNoLock() throws SQLException {
        VersionColumns columns = VersionColumns.on("airport").lockTimeout(SHORT);
        columns.up(db.dataSource());

        try (Connection holder = db.holdRowsOf("airport")) {
            assertThat(columns.up(db.dataSource()).get(0).changed()).isFalse();
            holder.rollback();
        }
    }

    @Test
    void downDropsWhatUpCreated() {
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());

        assertThat(columns.down(db.dataSource())).hasToString("[airport: version column dropped]");
        assertThat(hasVersionColumn("airport")).isFalse();
        assertThat(columns.down(db.dataSource()))
                .containsExactly(new TableChange("airport", List.of(), "no version column there"));
        assertThat(columns.up(db.dataSource()).get(0).changed()).isTrue();
    }

    @Test
    void aColumnThatWasThereBeforeIsLeftAloneByUpAndDown() {
        db.execute("alter table airport add column version integer default 0 not null");
        VersionColumns columns = VersionColumns.on("airport");

        assertThat(columns.up(db.dataSource())).hasToString("[airport: version column already there]");
        assertThat(columns.down(db.dataSource()))
                .containsExactly(new TableChange("airport", List.of(), "version column left, as up did not create it"));
        assertThat(versions("airport")).containsExactly("0", "0");
    }

    @Test
    void aColumnWhoseMarkWasTakenAwayStays() {
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());
        db.execute("comment on column airport.version is 'ours now'");

        assertThat(columns.down(db.dataSource()).get(0).changed()).isFalse();
        assertThat(hasVersionColumn("airport")).isTrue();
    }

    @Test
    void theMarkIsFoundAmongOtherWords() {
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());
        db.execute("comment on column airport.version is 'Edits. " + Marker.SIGN + " See the wiki.'");

        assertThat(columns.down(db.dataSource()).get(0).changed()).isTrue();
    }

    @Test
    void nameAndTypeCanBeChosen() {
        VersionColumns columns =
                VersionColumns.on("airport").named("row_version").ofType(ColumnType.INTEGER);
        columns.up(db.dataSource());

        assertThat(db.ask("select data_type from information_schema.columns where lower(table_name) = 'airport'"
                        + " and lower(column_name) = 'row_version' and table_schema = "
                        + (db.database() == Database.H2 ? "current_schema" : "current_schema()")))
                .map(String::toLowerCase)
                .containsExactly("integer");
        assertThat(JdbcVersioning.over(db.dataSource())
                        .table(TableSpec.of("airport", "iata").versionColumn("row_version"))
                        .touch("ORD")
                        .expecting(1)
                        .apply())
                .isEqualTo(2);
        assertThat(columns.down(db.dataSource())).hasToString("[airport: version column dropped]");
    }

    @Test
    void unfitColumnsAreReportedAndNoTableIsChanged() {
        createTable("a");
        db.execute("alter table airport add column version timestamp");

        SchemaUnsuitableException unsuitable = catchThrowableOfType(
                SchemaUnsuitableException.class,
                () -> VersionColumns.on("a", "airport", "nowhere").up(db.dataSource()));

        assertThat(unsuitable.problems())
                .extracting(Finding::table, Finding::kind)
                .containsExactly(
                        tuple("airport", Finding.Kind.WRONG_TYPE), tuple("nowhere", Finding.Kind.TABLE_MISSING));
        assertThat(unsuitable)
                .hasMessageContaining("a time is no version")
                .hasMessageContaining("nowhere: there is no");
        assertThat(hasVersionColumn("a")).isFalse();
    }

    @Test
    void aNullableColumnIsReportedAndNotFilled() {
        db.execute("alter table airport add column version bigint default 1");
        db.execute("update airport set version = null where iata = 'ORD'");

        assertThatThrownBy(() -> VersionColumns.on("airport").up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageContaining("allows null")
                .hasMessageContaining("update airport set \"" + stored("version") + "\" = 1 where");
        assertThat(db.ask("select count(*) from airport where version is null")).containsExactly("1");
    }

    String stored(String name) {
        return db.database().stored(name);
    }

    @Test
    void upAndDownOnATableThatIsNotThereAreRefused() {
        assertThatThrownBy(() -> VersionColumns.on("nowhere").up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageStartingWith("nowhere: there is no such table");
        assertThatThrownBy(() -> VersionColumns.on("nowhere").down(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class);
        assertThatThrownBy(() -> VersionColumns.on(
                                List.of(VersionedTable.named("airport").inSchema("no such schema")))
                        .up(db.dataSource()))
                .isInstanceOf(SchemaUnsuitableException.class)
                .hasMessageStartingWith("no such schema.airport: there is no such table");
    }

    @Test
    void aBusyTableIsLeftAsItWas() throws SQLException {
        VersionColumns columns = VersionColumns.on("airport").lockTimeout(SHORT);

        try (Connection holder = db.holdRowsOf("airport")) {
            SchemaChangeException busy =
                    catchThrowableOfType(SchemaChangeException.class, () -> columns.up(db.dataSource()));

            assertThat(busy)
                    .hasMessageContaining("Table airport could not be changed, and is as it was: it is in use, and was"
                            + " not free within 50 ms");
            assertThat(busy.sqlState())
                    .hasValueSatisfying(state -> assertThat(state).isIn("55P03", "HYT00"));
            assertThat(busy.completed()).isEmpty();
            assertThat(busy.table()).isEqualTo("airport");
            holder.rollback();
        }
        assertThat(hasVersionColumn("airport")).isFalse();
        assertThat(columns.up(db.dataSource()).get(0).changed()).isTrue();
    }

    @Test
    void aBusyTableKeepsItsColumn() throws SQLException {
        VersionColumns columns = VersionColumns.on("airport").lockTimeout(SHORT);
        columns.up(db.dataSource());

        try (Connection holder = db.holdRowsOf("airport")) {
            assertThatThrownBy(() -> columns.down(db.dataSource())).isInstanceOf(SchemaChangeException.class);
            holder.rollback();
        }
        assertThat(versions("airport")).containsExactly("1", "1");
    }

    @Test
    void theConnectionGoesBackAsItWasBorrowed() throws SQLException {
        String show = db.database() == Database.H2 ? "select lock_timeout()" : "show lock_timeout";
        String set = db.database() == Database.H2 ? "set lock_timeout 1234" : "set lock_timeout = 1234";
        VersionColumns columns = VersionColumns.on("airport").lockTimeout(SHORT);
        try (Connection only = db.dataSource().getConnection();
                Connection holder = db.holdRowsOf("airport")) {
            Sandbox.execute(only, set);
            List<String> before = Sandbox.ask(only, show);

            assertThatThrownBy(() -> columns.up(Sandbox.poolOfOne(only))).isInstanceOf(SchemaChangeException.class);
            assertThat(Sandbox.ask(only, show)).isEqualTo(before);
            assertThat(only.getAutoCommit()).isTrue();

            holder.rollback();
            columns.up(Sandbox.poolOfOne(only));
            columns.check(Sandbox.poolOfOne(only)).throwIfNotReady();
            assertThat(Sandbox.ask(only, show)).isEqualTo(before);
            assertThat(only.getAutoCommit()).isTrue();
        }
    }

    @Test
    void aFailureHalfWayLeavesFinishedTablesDoneAndSaysWhich() throws SQLException {
        createTable("a");
        createTable("b");
        VersionColumns columns = VersionColumns.on("b", "airport", "a").lockTimeout(SHORT);

        try (Connection holder = db.holdRowsOf("airport")) {
            assertThatThrownBy(() -> columns.up(db.dataSource()))
                    .isInstanceOfSatisfying(
                            SchemaChangeException.class,
                            failure -> assertThat(failure.completed()).hasToString("[b: version column added]"))
                    .hasMessageEndingWith("; done before it: b");
            holder.rollback();
        }
        assertThat(versions("b")).containsExactly("1", "1");
        assertThat(Stream.of("airport", "a")).noneMatch(this::hasVersionColumn);

        assertThat(columns.up(db.dataSource()))
                .hasToString(
                        "[b: version column already there, airport: version column added, a: version column added]");
    }

    @RepeatedTest(5)
    void ofTwoThatDoTheSameAtOnceBothSucceed() throws SQLException {
        VersionColumns columns = VersionColumns.on("airport").lockTimeout(Duration.ofSeconds(60));
        List<CompletableFuture<List<TableChange>>> both = new ArrayList<>();
        try (Connection holder = db.holdRowsOf("airport")) {
            for (int i = 0; i < 2; i++) {
                both.add(CompletableFuture.supplyAsync(
                        () -> columns.up(db.dataSource()), task -> new Thread(task).start()));
            }
            db.awaitWaitingSessions(db.database().ddl().isTransactional() ? 2 : 1);
            holder.rollback();
        }
        assertThat(both.stream()
                        .map(CompletableFuture::join)
                        .map(changes -> changes.get(0).changed()))
                .containsExactlyInAnyOrder(true, false);
    }

    @Test
    void namesThatLookLikeSqlAreNames() {
        String table = "we\"ird; drop table airport; -- {fn now()} $$";
        String column = "ve\"r'sion $versioning$ ?";
        String quoted = '"' + table.replace("\"", "\"\"") + '"';
        db.execute("create table " + quoted + " (\"i d\" bigint primary key, name varchar(10))");
        db.execute("insert into " + quoted + " values (7, 'x')");
        VersionColumns columns = VersionColumns.on(
                        List.of(VersionedTable.named(table).withKey("i d")))
                .named(column);
        GuardedTable guarded = JdbcVersioning.over(db.dataSource())
                .table(TableSpec.of(table, "i d").versionColumn(column));

        assertThat(columns.up(db.dataSource()).get(0).changed()).isTrue();
        columns.requireReady(db.dataSource());
        assertThat(guarded.update(7).expecting(1).set("name", "y").apply()).isEqualTo(2);
        assertThat(columns.up(db.dataSource()).get(0).changed()).isFalse();
        assertThat(columns.down(db.dataSource())).hasToString("[" + columnsTable(table) + ": version column dropped]");
        assertThat(db.ask("select count(*) from airport")).containsExactly("2");
    }

    private static String columnsTable(String table) {
        return VersionedTable.named(table).toString();
    }

    @Test
    void aTableInAnotherSchemaIsMeantByItsSchema() {
        String other = "other_" + System.nanoTime();
        db.execute("create schema " + other);
        createTable(other + ".airport");
        VersionColumns columns =
                VersionColumns.on(List.of(VersionedTable.named("airport").inSchema(other)));

        assertThat(columns.up(db.dataSource())).hasToString("[" + other + ".airport: version column added]");
        assertThat(versions(other + ".airport")).containsExactly("1", "1");
        assertThat(hasVersionColumn("airport")).isFalse();
        columns.down(db.dataSource());
        assertThat(columns.check(db.dataSource()).problems())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.COLUMN_MISSING);
    }

    @Test
    void namesInMixedCaseAreMetExactly() {
        db.execute("create table \"Terminal\" (id bigint primary key)");
        VersionColumns columns = VersionColumns.on("Terminal").named("rowVersion");
        columns.upStatements(db.database()).forEach(db::execute);

        columns.requireReady(db.dataSource());
        assertThat(columns.down(db.dataSource())).hasToString("[Terminal: version column dropped]");
    }

    @Test
    void theStatementsDoWhatUpAndDownDo() throws SQLException {
        VersionColumns columns = VersionColumns.on("airport");
        try (Connection connection = db.dataSource().getConnection()) {
            connection.setAutoCommit(false);
            Sandbox.execute(connection, columns.upStatements(db.database()).toArray(String[]::new));
            connection.commit();
        }
        columns.requireReady(db.dataSource());
        assertThat(versions("airport")).containsExactly("1", "1");
        assertThat(columns.up(db.dataSource()).get(0).changed()).isFalse();

        columns.downStatements(db.database()).forEach(db::execute);
        assertThat(hasVersionColumn("airport")).isFalse();

        columns.upStatements(db.database()).forEach(db::execute);
        assertThat(columns.down(db.dataSource()).get(0).changed()).isTrue();
    }

    @Test
    void changesTellTheStatementsThatWereExecuted() {
        List<String> executed =
                VersionColumns.on("airport").up(db.dataSource()).get(0).statements();

        assertThat(executed.get(0)).startsWith("alter table ").contains("add column \"" + stored("version") + "\"");
        assertThatThrownBy(executed::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aColumnThatAViewShowsIsNotDropped() {
        VersionColumns columns = VersionColumns.on("airport");
        columns.up(db.dataSource());
        db.execute("create view shown as select iata, version from airport");

        assertThatThrownBy(() -> columns.down(db.dataSource()))
                .isInstanceOf(SchemaChangeException.class)
                .hasMessageContaining("could not be changed, and is as it was");
        assertThat(versions("airport")).containsExactly("1", "1");
    }

    @Test
    void aColumnNameThatTheDatabaseWouldCutIsRefusedBeforeAnythingIsChanged() {
        String tooLong = "v".repeat(300);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on("airport").named(tooLong).up(db.dataSource()))
                .withMessageContaining("longer than");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VersionColumns.on("airport").named(tooLong).upStatements(db.database()));
    }
}
