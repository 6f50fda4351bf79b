package io.versioning.examples.docs;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

/** An H2 database in memory for one program, with a few tables. */
final class Sandbox implements AutoCloseable {

    private final JdbcConnectionPool pool;

    private Sandbox(JdbcConnectionPool pool) {
        this.pool = pool;
    }

    static Sandbox open(String name) {
        Sandbox sandbox = new Sandbox(JdbcConnectionPool.create("jdbc:h2:mem:" + name, "sa", ""));
        sandbox.execute("""
                create table airport (
                    iata      varchar(4)   primary key,
                    name      varchar(100) not null,
                    city      varchar(100) not null,
                    latitude  decimal(9, 6),
                    longitude decimal(9, 6),
                    version   integer      not null default 1
                )
                """, """
                create table seat (
                    flight  varchar(9) not null,
                    number  integer    not null,
                    taken   boolean    not null,
                    version integer    not null default 1,
                    primary key (flight, number)
                )
                """, """
                create table flight (
                    id          bigint    generated always as identity primary key,
                    name        varchar(9),
                    seats       integer   not null check (seats >= 0),
                    changed_at  timestamp with time zone,
                    changed_by  varchar(60),
                    row_version bigint    not null default 1
                )
                """, """
                insert into airport (iata, name, city, latitude, longitude) values
                    ('ORD', 'O''Hare', 'Chicago', 41.979595, -87.904464),
                    ('MDW', 'Midway', 'Chicago', 41.785983, -87.752424),
                    ('BZN', 'Gallatin', 'Bozeman', 45.776903, -111.153008)
                """);
        return sandbox;
    }

    DataSource dataSource() {
        return pool;
    }

    void execute(String... statements) {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        pool.dispose();
    }
}
