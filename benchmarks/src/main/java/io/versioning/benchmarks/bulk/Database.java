package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/** A database of one run, and what is to be asked differently of it. */
interface Database extends AutoCloseable {

    /** Its name as a file name: {@code postgres-17}, {@code h2}. */
    String code();

    /** Its name and version: {@code PostgreSQL 17.11}. */
    String title();

    /** Connections to it. */
    DataSource source();

    /** Its dialect for jOOQ. */
    SQLDialect dialect();

    /** Reads rows by an array of ids. */
    String selectByIds();

    /** Rows that are numbered from 1 up to a parameter, with a column {@code x}. */
    String series();

    /** Adds {@code x % 365} days, and some more, to a day. */
    String plusDays(String day, int more);

    /** Brings the table into one and the same condition before each measurement. */
    void tidy() throws SQLException;

    /** The processor time of its own processes so far. */
    ServerCpu cpu();

    /** Its settings that matter. */
    String settings() throws SQLException;

    /** A pool of one connection, as each way of writing has one of its own. */
    default HikariDataSource pool() {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source());
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    @Override
    void close();
}
