package io.versioning.examples.airports;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;

/** A database that lives as long as the program: a pool of connections, and what has to be stopped after it. */
public final class Database implements AutoCloseable {

    private final String name;
    private final HikariDataSource pool;
    private final Runnable stop;

    private Database(String name, HikariDataSource pool, Runnable stop) {
        this.name = name;
        this.pool = pool;
        this.stop = stop;
    }

    static Database of(String name, DataSource dataSource, int connections, Runnable stop) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(dataSource);
        config.setMaximumPoolSize(connections);
        return new Database(name, new HikariDataSource(config), stop);
    }

    public String name() {
        return name;
    }

    public DataSource dataSource() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        stop.run();
    }
}
