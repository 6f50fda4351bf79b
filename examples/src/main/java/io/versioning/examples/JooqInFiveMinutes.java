package io.versioning.examples;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.ConflictException;
import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import org.h2.jdbcx.JdbcConnectionPool;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Guarded writes through jOOQ, here without generated code: with it the names are the generated ones. */
public final class JooqInFiveMinutes {

    // tag::names[]
    private static final Table<Record> AIRPORT = table(name("airport"));
    private static final Field<String> IATA = field(name("airport", "iata"), String.class);
    private static final Field<String> NAME = field(name("airport", "name"), String.class);
    private static final Field<Integer> VISITS = field(name("airport", "visits"), Integer.class);
    // end::names[]

    private JooqInFiveMinutes() {}

    public static void main(String[] args) {
        JdbcConnectionPool dataSource =
                JdbcConnectionPool.create("jdbc:h2:mem:jooq-five-minutes;DATABASE_TO_LOWER=TRUE", "sa", "");
        try {
            DSLContext dsl = DSL.using(dataSource, SQLDialect.H2);
            dsl.execute("create table airport (iata varchar(4) primary key, name varchar(100) not null,"
                    + " visits integer default 0 not null, version integer default 1 not null)");
            race(dsl);
            inOneTransaction(dsl);
            decidingAnew(dsl);
        } finally {
            dataSource.dispose();
        }
    }

    private static void race(DSLContext dsl) {
        // tag::guarded-update[]
        GuardedRecords<Record> airports = JooqVersioning.over(dsl).table(AIRPORT, IATA);
        airports.insert().set(IATA, "ORD").set(NAME, "O'Hare").apply(); // version 1
        Record onBothForms = airports.read("ORD").orElseThrow();
        long version = airports.version(onBothForms);
        airports.update("ORD").expecting(version).set(NAME, "Chicago O'Hare").apply(); // 2
        // end::guarded-update[]
        // tag::conflict[]
        try {
            airports.update("ORD")
                    .expecting(version)
                    .set(NAME, "Orchard Field")
                    .withCurrentState()
                    .apply();
        } catch (ConflictException e) {
            System.out.println(e.getMessage()); // airport ORD: expected version 1, found 2
            Record current = e.currentState(Record.class).orElseThrow();
            System.out.println("  current   " + current.get(NAME));
        }
        // end::conflict[]
    }

    private static void inOneTransaction(DSLContext dsl) {
        // tag::transaction[]
        JooqVersioning versioning = JooqVersioning.over(dsl);
        long version = versioning.transactionResult(transaction -> {
            GuardedRecords<Record> airports = transaction.table(AIRPORT, IATA);
            airports.insert().set(IATA, "MDW").set(NAME, "Midway").apply();
            return airports.update("ORD")
                    .expecting(2)
                    .set(VISITS, VISITS.plus(1)) // an expression
                    .apply();
        });
        // end::transaction[]
        System.out.println("visited, version " + version);
    }

    private static void decidingAnew(DSLContext dsl) {
        GuardedRecords<Record> airports = JooqVersioning.over(dsl).table(AIRPORT, IATA);
        // tag::retrying[]
        long version = airports.retrying(5).update("ORD", (airport, update) -> {
            int visits = airport.get(VISITS);
            return update.set(VISITS, visits + 1);
        });
        // end::retrying[]
        System.out.println("visited again, version " + version);
    }
}
