package io.versioning.testkit.jdbc;

import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, with a table of accounts in it. */
abstract class OnDatabase {

    private final DatabaseKind kind;
    TestDatabase database;
    GuardedTable accounts;

    OnDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        database.execute("""
                create table account (
                  id bigint primary key,
                  owner varchar(60),
                  balance integer constraint positive check (balance >= 0),
                  updated_at timestamp with time zone,
                  updated_by varchar(60),
                  version integer default 1 not null
                )""");
        accounts = JdbcVersioning.over(database.dataSource()).withoutListeners().table("account", "id");
    }

    @AfterEach
    void close() {
        database.close();
    }

    boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    /** The first column of the first row of a query, as text. */
    String query(String sql) throws SQLException {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    Connection transaction() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }
}
