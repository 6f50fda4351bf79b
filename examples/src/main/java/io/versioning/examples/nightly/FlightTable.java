package io.versioning.examples.nightly;

import io.versioning.bulk.BulkTable;
import io.versioning.bulk.BulkVersioning;
import io.versioning.examples.airports.Airport;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import io.versioning.transaction.LocalTransactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** The table of flights: created, loaded, looked over. Everything else is written over {@link #writtenBy}. */
final class FlightTable {

    private static final List<String> CREATE = List.of("""
            create table airport (
                iata varchar(8)   primary key,
                name varchar(120) not null
            )
            """, """
            create table flight (
                id          bigint       primary key,
                number      varchar(8)   not null,
                origin      varchar(8)   not null,
                destination varchar(8)   not null,
                departure   timestamp    not null,
                gate        varchar(4)   not null,
                status      varchar(10)  not null,
                seats       integer      not null,
                updated_by  varchar(20),
                version     bigint       not null default 1,
                constraint flight_has_seats check (seats > 0),
                constraint flight_origin_known foreign key (origin) references airport,
                constraint flight_destination_known foreign key (destination) references airport
            )
            """);

    private static final String AIRPORT = "insert into airport (iata, name) values (?, ?)";

    private static final String FLIGHT = """
            insert into flight (id, number, origin, destination, departure, gate, status, seats, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String ALL = """
            select id, number, origin, destination, departure, gate, status, seats, version
              from flight
             order by id
            """;

    private static final TableSpec SPEC = TableSpec.of("flight", "id").stampingActor("updated_by");
    private static final int ROWS_AT_ONCE = 1000;

    private final DataSource dataSource;
    private final LocalTransactions transactions;

    FlightTable(DataSource dataSource) {
        this.dataSource = dataSource;
        this.transactions = LocalTransactions.over(dataSource);
    }

    /** Many writes by somebody; what is to be told of them the report tells, and not the log. */
    BulkTable writtenBy(String actor) {
        return BulkVersioning.over(dataSource)
                .withoutListeners()
                .withActor(() -> Optional.of(actor))
                .table(SPEC);
    }

    GuardedTable rows() {
        return JdbcVersioning.over(dataSource).table(SPEC);
    }

    void create() {
        transactions.call(connection -> {
            try (Statement statement = connection.createStatement()) {
                for (String sql : CREATE) {
                    statement.execute(sql);
                }
                return CREATE.size();
            }
        });
    }

    void load(List<Airport> airports, Timetable timetable) {
        insert(AIRPORT, airports.iterator(), airport -> List.of(airport.iata(), airport.name()));
        insert(FLIGHT, timetable.all().iterator(), FlightTable::values);
    }

    private static List<Object> values(Flight flight) {
        return List.of(
                flight.id(),
                flight.number(),
                flight.origin(),
                flight.destination(),
                flight.departure(),
                flight.gate(),
                flight.status(),
                flight.seats(),
                flight.version());
    }

    private interface Values<T> {
        List<Object> of(T row);
    }

    private <T> void insert(String sql, Iterator<T> rows, Values<T> values) {
        transactions.call(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int count = 1; rows.hasNext(); count++) {
                    List<Object> row = values.of(rows.next());
                    for (int at = 0; at < row.size(); at++) {
                        statement.setObject(at + 1, row.get(at));
                    }
                    statement.addBatch();
                    if (count % ROWS_AT_ONCE == 0 || !rows.hasNext()) {
                        statement.executeBatch();
                    }
                }
                return sql;
            }
        });
    }

    /** How many flights of a timetable are not in the table as they must be in the morning, or there without being one. */
    long differences(Timetable timetable) {
        return transactions.call(connection -> differences(connection, timetable));
    }

    private static long differences(Connection connection, Timetable timetable) throws SQLException {
        Iterator<Flight> expected = timetable
                .all()
                .flatMap(flight -> Night.morning(flight).stream())
                .iterator();
        long differences = 0;
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(ROWS_AT_ONCE);
            try (ResultSet rows = statement.executeQuery(ALL)) {
                while (rows.next()) {
                    differences += expected.hasNext() && expected.next().equals(flight(rows)) ? 0 : 1;
                }
            }
        }
        for (; expected.hasNext(); expected.next()) {
            differences++;
        }
        return differences;
    }

    private static Flight flight(ResultSet row) throws SQLException {
        return new Flight(
                row.getLong("id"),
                row.getString("number"),
                row.getString("origin"),
                row.getString("destination"),
                row.getObject("departure", LocalDateTime.class),
                row.getString("gate"),
                row.getString("status"),
                row.getInt("seats"),
                row.getLong("version"));
    }
}
