package io.versioning.examples.airports;

import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.TableSpec;
import io.versioning.jooq.JooqVersioning;
import io.versioning.jpa.JpaVersioning;
import io.versioning.transaction.LocalTransactions;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;
import org.jooq.impl.DSL;
import org.jooq.tools.jdbc.JDBCUtils;

/** The table of airports: created, loaded, added up. Editors write over its {@link #adapters()}, and no other way. */
public final class AirportTable implements AutoCloseable {

    private static final String CREATE = """
            create table airport (
                iata       varchar(8)       primary key,
                name       varchar(120)     not null,
                city       varchar(120)     not null,
                state      varchar(80)      not null,
                country    varchar(80)      not null,
                latitude   double precision not null,
                longitude  double precision not null,
                checks     integer          not null default 0,
                updated_by varchar(40),
                version    integer          not null default 1
            )
            """;

    private static final String TOTALS = "select count(*), sum(version - 1), sum(checks) from airport";

    private final LocalTransactions transactions;
    private final GuardedTable rows;
    private final EntityManagerFactory entities;
    private final List<Airports> adapters;

    /** A table in this database, whose conflicts these listeners are told of. */
    public AirportTable(Database database, ConflictListener... listeners) {
        transactions = LocalTransactions.over(database.dataSource());
        rows = JdbcVersioning.over(transactions)
                .withoutListeners()
                .withListeners(listeners)
                .table(TableSpec.of("airport", "iata").stampingActor("updated_by"));
        JooqVersioning records = JooqVersioning.over(
                        DSL.using(database.dataSource(), transactions.call(JDBCUtils::dialect)))
                .withoutListeners()
                .withListeners(listeners);
        entities = entities(database.dataSource());
        JpaVersioning objects = JpaVersioning.over(entities).withoutListeners().withListeners(listeners);
        adapters = List.of(new JdbcAirports(rows), JooqAirports.of(records), new JpaAirports(objects));
    }

    private static EntityManagerFactory entities(DataSource dataSource) {
        Configuration configuration = new Configuration().addAnnotatedClass(EditedAirport.class);
        configuration.getProperties().put("hibernate.connection.datasource", dataSource);
        return configuration.buildSessionFactory();
    }

    @Override
    public void close() {
        entities.close();
    }

    public void create() {
        execute(CREATE);
    }

    /** Inserts all airports, or none: it is one transaction. Each row begins at version 1. */
    public void load(List<Airport> airports) {
        transactions.call(connection -> {
            for (Airport airport : airports) {
                rows.insert(airport.iata()).setAll(airport.columns()).apply();
            }
            return airports.size();
        });
    }

    /** The same rows over each of the library's adapters. */
    List<Airports> adapters() {
        return adapters;
    }

    /** Adds up what is in the table now, in plain SQL. */
    public Totals totals() {
        return transactions.call(connection -> totals(connection));
    }

    private static Totals totals(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet sums = statement.executeQuery(TOTALS)) {
            sums.next();
            return new Totals(sums.getLong(1), sums.getLong(2), sums.getLong(3));
        }
    }

    private void execute(String sql) {
        transactions.call(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    /**
     * What the table adds up to.
     *
     * @param rows how many airports there are
     * @param updates how often their versions were advanced, all together
     * @param checks how often they were checked, all together
     */
    public record Totals(long rows, long updates, long checks) {}
}
