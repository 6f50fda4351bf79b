package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;

/** A jOOQ batch of one statement with 1,000 sets of values and a query for those that lost, in a transaction each. */
final class JooqBatch implements WayOfWriting {

    private static final int CHUNK = 1_000;

    static final Table<Record> TABLE = DSL.table(DSL.unquotedName("resource_assignment"));
    static final Field<Long> ID = DSL.field(DSL.unquotedName("id"), Long.class);
    static final Field<Integer> VERSION = DSL.field(DSL.unquotedName("version"), Integer.class);
    static final Field<BigDecimal> ALLOCATION = DSL.field(DSL.unquotedName("allocation"), BigDecimal.class);
    static final Field<String> NOTE = DSL.field(DSL.unquotedName("note"), String.class);
    private static final Field<Long> RESOURCE = DSL.field(DSL.unquotedName("resource_id"), Long.class);
    private static final Field<Long> PROJECT = DSL.field(DSL.unquotedName("project_id"), Long.class);
    private static final Field<LocalDate> STARTS_ON = DSL.field(DSL.unquotedName("starts_on"), LocalDate.class);
    private static final Field<LocalDate> ENDS_ON = DSL.field(DSL.unquotedName("ends_on"), LocalDate.class);

    private final HikariDataSource pool;
    private final DSLContext dsl;
    private final String selectByIds;

    JooqBatch(Database database) {
        pool = database.pool();
        dsl = DSL.using(pool, database.dialect());
        selectByIds = database.selectByIds();
    }

    @Override
    public Way way() {
        return Way.JOOQ;
    }

    @Override
    public Answer apply(List<Change> changes) {
        Verdict[] verdicts = new Verdict[changes.size()];
        for (int from = 0; from < verdicts.length; from += CHUNK) {
            int start = from;
            int end = Math.min(verdicts.length, from + CHUNK);
            dsl.transaction(transaction -> write(transaction.dsl(), changes, verdicts, start, end));
        }
        return Answer.of(verdicts);
    }

    private void write(DSLContext transaction, List<Change> changes, Verdict[] verdicts, int from, int to) {
        BatchBindStep batch = transaction.batch(transaction
                .update(TABLE)
                .set(ALLOCATION, (BigDecimal) null)
                .set(NOTE, (String) null)
                .set(VERSION, VERSION.plus(DSL.inline(1)))
                .where(ID.eq((Long) null))
                .and(VERSION.eq((Integer) null)));
        for (Change change : changes.subList(from, to)) {
            batch = batch.bind(change.allocation(), change.note(), change.id(), change.expected());
        }
        int[] counts = batch.execute();
        Losers losers = new Losers(changes, verdicts);
        for (int position = from; position < to; position++) {
            losers.judge(position, counts[position - from]);
        }
        if (!losers.isEmpty()) {
            losers(transaction, losers.ids()).forEach(row -> losers.found(state(row)));
            losers.end();
        }
    }

    private ResultQuery<? extends Record> losers(DSLContext transaction, Long[] ids) {
        if (transaction.dialect() == SQLDialect.H2) {
            return transaction.resultQuery(selectByIds, (Object) ids);
        }
        return transaction
                .select(ID, VERSION, ALLOCATION, NOTE, RESOURCE, PROJECT, STARTS_ON, ENDS_ON)
                .from(TABLE)
                .where(ID.eq(DSL.any(ids)));
    }

    static State state(Record row) {
        return new State(
                row.get(0, Long.class),
                row.get(1, Integer.class),
                row.get(2, BigDecimal.class),
                row.get(3, String.class),
                row.get(4, Long.class),
                row.get(5, Long.class),
                row.get(6, LocalDate.class),
                row.get(7, LocalDate.class));
    }

    @Override
    public void close() {
        pool.close();
    }
}
