package io.versioning.benchmarks;

import io.versioning.jooq.GuardedRecords;
import io.versioning.jooq.JooqVersioning;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One guarded update through jOOQ, against the same statement by hand. */
@State(Scope.Benchmark)
@SuppressWarnings("NullAway.Init") // JMH calls open first
public class JooqUpdate {

    private static final Table<Record> ACCOUNT = DSL.table(DSL.name("account"));
    private static final Field<Long> ID = DSL.field(DSL.name("id"), Long.class);
    private static final Field<Integer> BALANCE = DSL.field(DSL.name("balance"), Integer.class);
    private static final Field<Long> VERSION = DSL.field(DSL.name("version"), Long.class);

    private DSLContext dsl;
    private GuardedRecords<Record> accounts;

    /** Makes what an application would make once. */
    @Setup
    public void open(OneRow row) {
        dsl = DSL.using(row.database().pool(), row.database().dialect());
        accounts = JooqVersioning.over(dsl).withoutListeners().table(ACCOUNT, ID);
    }

    /** By hand. */
    @Benchmark
    public long bare(OneRow row) {
        return byHand(row);
    }

    /** The same once more: what differs here is noise. */
    @Benchmark
    public long bareAgain(OneRow row) {
        return byHand(row);
    }

    private long byHand(OneRow row) {
        return row.written(row.version()
                + dsl.update(ACCOUNT)
                        .set(BALANCE, (int) row.version())
                        .set(VERSION, VERSION.plus(1))
                        .where(ID.eq(1L))
                        .and(VERSION.eq(row.version()))
                        .execute());
    }

    /** Through the library. */
    @Benchmark
    public long library(OneRow row) {
        return row.written(accounts.update(1L)
                .expecting(row.version())
                .set(BALANCE, (int) row.version())
                .apply());
    }
}
