package io.versioning.examples.airports;

import java.util.UUID;
import org.h2.engine.Constants;
import org.h2.jdbcx.JdbcDataSource;

/** An H2 database in memory. */
public final class H2 {

    private H2() {}

    public static Database start(int connections) {
        JdbcDataSource dataSource = new JdbcDataSource();
        // An editor that waits for a row waits for the other one's statement, never for the other one's lunch
        dataSource.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DATABASE_TO_LOWER=TRUE;LOCK_TIMEOUT=10000");
        return Database.of("H2 " + Constants.VERSION, dataSource, connections, () -> {});
    }
}
