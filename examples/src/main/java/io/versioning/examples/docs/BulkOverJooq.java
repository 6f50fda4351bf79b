package io.versioning.examples.docs;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.BulkUpdateResult;
import io.versioning.bulk.jooq.BulkRecords;
import io.versioning.bulk.jooq.JooqBulkVersioning;
import io.versioning.bulk.jooq.RecordChange;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** Many rows over jOOQ: by fields, by an expression, and as records that were read and edited. */
public final class BulkOverJooq {

    private static final Table<Record> AIRPORT = table(name("airport"));
    private static final Field<String> IATA = field(name("iata"), String.class);
    private static final Field<String> NAME = field(name("name"), String.class);
    private static final Field<String> CITY = field(name("city"), String.class);

    private BulkOverJooq() {}

    public static void main(String[] args) {
        try (Sandbox sandbox = Sandbox.open("bulk-over-jooq;DATABASE_TO_LOWER=TRUE")) {
            DSLContext dsl = DSL.using(sandbox.dataSource(), SQLDialect.H2);
            byFields(dsl);
            asRecords(dsl);
            inATransaction(dsl);
        }
    }

    private static void byFields(DSLContext dsl) {
        // tag::fields[]
        BulkRecords<Record> airports = JooqBulkVersioning.over(dsl).table(AIRPORT, IATA);
        BulkUpdateResult<Object, RecordChange<Record>> result = airports.withCurrentState()
                .apply(List.of(
                        airports.update("ORD").expecting(1).set(NAME, "Chicago O'Hare"),
                        airports.update("XXX").expecting(1).set(NAME, CITY.concat(" Airport")))); // an expression
        // end::fields[]
        result.rows().forEach(row -> System.out.println(row.id() + ": " + row.outcome()));
    }

    private static void asRecords(DSLContext dsl) {
        BulkRecords<Record> airports = JooqBulkVersioning.over(dsl).table(AIRPORT, IATA);
        // tag::records[]
        List<Record> read = dsl.selectFrom(AIRPORT).fetch();
        read.forEach(airport -> airport.set(CITY, "Chicago, Illinois"));
        BulkUpdateResult<Object, Record> result = airports.apply(read, airports::update);
        List<Record> again = result.failedUpdates();
        // end::records[]
        System.out.println(result.counts().applied() + " written, " + again.size() + " to look at");
    }

    private static void inATransaction(DSLContext dsl) {
        BulkRecords<Record> airports = JooqBulkVersioning.over(dsl).table(AIRPORT, IATA);
        // tag::transaction[]
        dsl.transaction(transaction -> {
            List<RecordChange<Record>> changes = List.of(airports.touch("ORD").expecting(3));
            airports.within(transaction).apply(changes).throwIfAnyFailed();
        });
        // end::transaction[]
        System.out.println(
                dsl.selectFrom(AIRPORT).where(IATA.eq("ORD")).fetchSingle().intoMap());
    }
}
