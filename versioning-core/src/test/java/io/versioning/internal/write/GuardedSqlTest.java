package io.versioning.internal.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.sql.TableCheck;
import io.versioning.internal.sql.TableRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedSqlTest {

    private Connection connection;
    private GuardedSql sql;
    private CheckedTable table;

    @BeforeEach
    void createTable() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:");
        connection = h2.getConnection();
        connection
                .createStatement()
                .execute("create table seat (flight varchar(10), number integer, \"odd \"\" name\" varchar(10),"
                        + " price integer, version integer not null, primary key (flight, number))");
        table = TableCheck.of(new TableRequest(null, "seat", List.of("flight", "number"), "version"), connection);
        sql = new GuardedSql(table);
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void updateChecksAndAdvancesInOneStatement() {
        Statement update = sql.update(
                List.of(
                        Assignment.of(table.column("odd \" name"), "window"),
                        new Assignment(table.column("price"), "price - ?", List.of(Parameter.untyped(5)))),
                sql.key(List.of("LH400", 12)),
                new Precondition(5));
        assertThat(update.sql()).isEqualTo("""
                        update "SEAT"
                           set "odd "" name" = ?,
                               "PRICE" = price - ?,
                               "VERSION" = "VERSION" + 1
                         where "FLIGHT" = ? and "NUMBER" = ?
                           and "VERSION" = ?""");
        assertThat(values(update)).containsExactly("window", 5, "LH400", 12L, 5L);
    }

    @Test
    void updateOfNothingAdvancesTheVersionOnly() {
        assertThat(sql.update(List.of(), sql.key(List.of("LH400", 12)), new Precondition(5))
                        .sql())
                .isEqualTo("""
                        update "SEAT"
                           set "VERSION" = "VERSION" + 1
                         where "FLIGHT" = ? and "NUMBER" = ?
                           and "VERSION" = ?""");
    }

    @Test
    void deleteChecksInTheSameStatement() {
        Statement delete = sql.delete(sql.key(List.of("LH400", 12)), new Precondition(5));
        assertThat(delete.sql()).isEqualTo("""
                        delete from "SEAT"
                         where "FLIGHT" = ? and "NUMBER" = ?
                           and "VERSION" = ?""");
        assertThat(values(delete)).containsExactly("LH400", 12L, 5L);
    }

    @Test
    void insertStartsAtVersionOne() {
        assertThat(sql.insert(List.of(
                                Assignment.of(table.column("flight"), "LH400"),
                                Assignment.of(table.column("number"), 12)))
                        .sql())
                .isEqualTo("""
                        insert into "SEAT" ("FLIGHT", "NUMBER", "VERSION")
                        values (?, ?, 1)""");
    }

    @Test
    void loserIsReadWithItsIsolationLevelInOneLine() {
        assertThat(sql.loser(sql.key(List.of("LH400", 12)), true).sql()).isEqualTo("""
                        select s.isolation, t."VERSION", t.*
                          from (select (select ISOLATION_LEVEL from INFORMATION_SCHEMA.SESSIONS where SESSION_ID = session_id()) as isolation) s
                          left join "SEAT" t
                            on t."FLIGHT" = ? and t."NUMBER" = ?""");
        assertThat(sql.loser(sql.key(List.of("LH400", 12)), false).sql())
                .startsWith("select s.isolation, t.\"VERSION\"\n");
    }

    @Test
    void lockReadsTheVersionOnly() {
        assertThat(sql.lock(sql.key(List.of("LH400", 12))).sql()).isEqualTo("""
                        select "VERSION"
                          from "SEAT"
                         where "FLIGHT" = ? and "NUMBER" = ?
                           for update""");
    }

    @Test
    void readTakesWholeRows() {
        assertThat(sql.read("price > ? order by price", List.of()).sql()).isEqualTo("""
                        select t."VERSION", t.*
                          from "SEAT" t
                         where price > ? order by price""");
    }

    @Test
    void keyOfTheWrongSizeIsRefused() {
        assertThatThrownBy(() -> sql.key(List.of("LH400")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has 1 parts")
                .hasMessageContaining("has 2");
    }

    @Test
    void placeHoldersAreCountedAsDriversDo() {
        assertThat(Placeholders.count("price - ?")).isEqualTo(1);
        assertThat(Placeholders.count("coalesce(?, ?) || '?' || \"?\"")).isEqualTo(2);
        assertThat(Placeholders.count("tags ?? ?")).isEqualTo(1);
        assertThat(Placeholders.count("'it''s ?'")).isZero();
        assertThat(Placeholders.count("")).isZero();
        assertThat(Placeholders.count("?")).isEqualTo(1);
    }

    @Test
    void columnsAreFoundAsWrittenOrAsTheDatabaseFoldsThem() {
        Column price = table.column("PRICE");
        assertThat(table.column("price")).isEqualTo(price);
        assertThat(table.column("Price")).isEqualTo(price);
        assertThat(price.label()).isEqualTo("price");
        assertThat(table.column("odd \" name").label()).isEqualTo("odd \" name");
        assertThatThrownBy(() -> table.column("ODD \" NAME")).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<Object> values(Statement statement) {
        return statement.parameters().stream().map(Parameter::value).toList();
    }
}
