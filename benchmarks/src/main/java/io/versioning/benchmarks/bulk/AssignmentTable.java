package io.versioning.benchmarks.bulk;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The table that is written: it is made, filled, and compared with the books. */
final class AssignmentTable {

    private static final String DDL = """
            create table resource_assignment (
              id bigint primary key,
              version integer not null,
              allocation numeric(5, 2) not null check (allocation <= 100),
              note varchar(200),
              resource_id bigint not null,
              project_id bigint not null,
              starts_on date not null,
              ends_on date not null
            )""";

    private static final String FILL = """
            insert into resource_assignment
            select x, %1$d, mod(x * 31 + %1$d * 17, 10000) / 100.0, 'note of ' || x || ' at %1$d',
                   mod(x, 1000), mod(x, 37), %2$s, %3$s
              from %4$s
             order by %5$s""";

    private final Database database;

    private AssignmentTable(Database database) {
        this.database = database;
    }

    /** Makes the table anew, its rows in the order of their ids. */
    static AssignmentTable create(Database database, int rows) throws SQLException {
        return create(database, rows, "x");
    }

    /** Makes the table anew, its rows in no order. */
    static AssignmentTable createShuffled(Database database, int rows) throws SQLException {
        return create(database, rows, "mod(x * 7919, 104729), x");
    }

    private static AssignmentTable create(Database database, int rows, String order) throws SQLException {
        String fill = FILL.formatted(
                Bookkeeping.FIRST_VERSION,
                database.plusDays("2026-01-01", 0),
                database.plusDays("2026-01-01", 30),
                database.series(),
                order);
        try (Connection connection = database.source().getConnection();
                Statement statement = connection.createStatement()) {
            boolean unused = statement.execute("drop table if exists resource_assignment");
            unused = statement.execute(DDL);
            try (PreparedStatement insert = connection.prepareStatement(fill)) {
                insert.setInt(1, rows);
                int inserted = insert.executeUpdate();
                if (inserted != rows) {
                    throw new IllegalStateException("filled with " + inserted + " rows");
                }
            }
        }
        database.tidy();
        return new AssignmentTable(database);
    }

    /** Requires that the rows of some calls hold what the books say. */
    void verify(List<Batch> calls, Bookkeeping books) throws SQLException {
        Long[] ids = calls.stream()
                .flatMap(call -> call.changes().stream())
                .map(Change::id)
                .distinct()
                .toArray(Long[]::new);
        int read = read(ids, books);
        if (read != ids.length) {
            throw new IllegalStateException(read + " of " + ids.length + " rows are there");
        }
    }

    private int read(Long[] ids, Bookkeeping books) throws SQLException {
        int read = 0;
        try (Connection connection = database.source().getConnection()) {
            connection.setAutoCommit(false); // without it the driver reads all rows into memory
            try (PreparedStatement select = connection.prepareStatement(database.selectByIds())) {
                select.setFetchSize(1000);
                select.setArray(1, connection.createArrayOf("bigint", ids));
                try (ResultSet rows = select.executeQuery()) {
                    while (rows.next()) {
                        State found = State.read(rows);
                        State expected = State.of(found.id(), books.version(found.id()));
                        if (!found.equals(expected)) {
                            throw new IllegalStateException("the table holds " + found + " instead of " + expected);
                        }
                        read++;
                    }
                }
            }
            connection.rollback();
        }
        return read;
    }
}
