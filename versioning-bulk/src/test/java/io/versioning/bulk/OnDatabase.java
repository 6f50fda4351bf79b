package io.versioning.bulk;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.testkit.fixture.TestDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test class that has a fresh database for each test, with a table of accounts in it, numbered from 1, at version 1. */
abstract class OnDatabase {

    /** How many accounts there are. */
    static final int ROWS = 30;

    private final DatabaseKind kind;
    final StatementProbe probe = new StatementProbe();
    TestDatabase database;
    GuardedTable accounts;
    BulkTable bulk;

    OnDatabase(DatabaseKind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void open() {
        database = kind.open();
        database.execute(
                """
                create table account (
                  id bigint primary key,
                  owner varchar(60) not null,
                  balance integer not null constraint positive check (balance >= 0),
                  version integer default 1 not null
                )""",
                isPostgres()
                        ? "insert into account select n, 'owner ' || n, 5 from generate_series(1, %d) as n"
                                .formatted(ROWS)
                        : "insert into account select x, 'owner ' || x, 5, 1 from system_range(1, %d)".formatted(ROWS));
        accounts = JdbcVersioning.over(database.dataSource()).withoutListeners().table("account", "id");
        bulk = BulkVersioning.over(probe.watch(database.dataSource()))
                .withoutListeners()
                .table("account", "id");
    }

    @AfterEach
    void close() {
        database.close();
    }

    boolean isPostgres() {
        return kind == DatabaseKind.POSTGRES;
    }

    /** Sets the balance of each account up to a number, all at version 1. */
    List<RowChange> balances(int last, int balance) {
        return IntStream.rangeClosed(1, last)
                .mapToObj(id -> balance(id, balance))
                .toList();
    }

    RowChange balance(long id, int balance) {
        return bulk.update(id).expecting(1).set("balance", balance);
    }

    long version(long id) {
        return number("select coalesce(max(version), -1) from account where id = " + id);
    }

    /** The first column of the first row of a query. */
    long number(String sql) {
        return Long.parseLong(text(sql));
    }

    String text(String sql) {
        try (Connection connection = database.dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    Connection transaction() throws SQLException {
        Connection connection = database.dataSource().getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The positions of outcomes of one group. */
    static List<Integer> positions(List<Outcome> outcomes, Class<? extends Outcome> group) {
        List<Integer> positions = new ArrayList<>();
        for (int position = 0; position < outcomes.size(); position++) {
            if (group.isInstance(outcomes.get(position))) {
                positions.add(position);
            }
        }
        return positions;
    }

    static Conflict conflict(Outcome outcome) {
        return outcome.<Conflict>fold(
                OnDatabase::noConflict,
                Outcome.Conflicted::conflict,
                OnDatabase::noConflict,
                OnDatabase::noConflict,
                OnDatabase::noConflict);
    }

    private static Conflict noConflict(Outcome outcome) {
        throw new AssertionError("no conflict: " + outcome);
    }
}
