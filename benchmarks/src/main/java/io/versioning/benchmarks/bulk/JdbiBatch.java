package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.PreparedBatch;

/** A Jdbi {@code PreparedBatch} of 1,000 rows and a query for those of it that lost, in a transaction each. */
final class JdbiBatch implements WayOfWriting {

    private static final int CHUNK = 1_000;

    private final HikariDataSource pool;
    private final Jdbi jdbi;
    private final String selectByIds;

    JdbiBatch(Database database) {
        pool = database.pool();
        jdbi = Jdbi.create(pool);
        jdbi.registerArrayType(Long.class, "bigint");
        selectByIds = database.selectByIds();
    }

    @Override
    public Way way() {
        return Way.JDBI;
    }

    @Override
    public Answer apply(List<Change> changes) {
        Verdict[] verdicts = new Verdict[changes.size()];
        jdbi.useHandle(handle -> {
            for (int from = 0; from < verdicts.length; from += CHUNK) {
                int start = from;
                int end = Math.min(verdicts.length, from + CHUNK);
                handle.useTransaction(transaction -> write(transaction, changes, verdicts, start, end));
            }
        });
        return Answer.of(verdicts);
    }

    private void write(Handle handle, List<Change> changes, Verdict[] verdicts, int from, int to) {
        int[] counts;
        try (PreparedBatch batch = handle.prepareBatch(GuardedUpdate.SQL)) {
            for (Change change : changes.subList(from, to)) {
                batch.bind(0, change.allocation())
                        .bind(1, change.note())
                        .bind(2, change.id())
                        .bind(3, change.expected())
                        .add();
            }
            counts = batch.execute();
        }
        Losers losers = new Losers(changes, verdicts);
        for (int position = from; position < to; position++) {
            losers.judge(position, counts[position - from]);
        }
        if (!losers.isEmpty()) {
            handle.createQuery(selectByIds)
                    .bindArray(0, Long.class, (Object[]) losers.ids())
                    .map((row, context) -> State.read(row))
                    .forEach(losers::found);
            losers.end();
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
