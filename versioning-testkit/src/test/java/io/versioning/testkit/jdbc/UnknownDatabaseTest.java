package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.DatabaseException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A database whose behaviour nobody has tried is refused by its name, before anything is written. */
class UnknownDatabaseTest {

    private final JDBCDataSource database = new JDBCDataSource();

    @BeforeEach
    void create() throws SQLException {
        database.setURL("jdbc:hsqldb:mem:unknown");
        execute("create table account (id bigint primary key, balance integer, version integer default 1 not null)");
        execute("insert into account (id, balance) values (1, 100)");
    }

    @AfterEach
    void shutdown() throws SQLException {
        execute("shutdown");
    }

    @Test
    void isRefusedByItsName() throws SQLException {
        GuardedTable accounts = JdbcVersioning.over(database).table("account", "id");
        assertThatThrownBy(
                        () -> accounts.update(1).expecting(1).set("balance", 0).apply())
                .isInstanceOf(DatabaseException.class)
                .hasMessage("The database is HSQL Database Engine; guarded writes are made for PostgreSQL and H2");
        assertThat(balance()).isEqualTo(100);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private int balance() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select balance from account")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
