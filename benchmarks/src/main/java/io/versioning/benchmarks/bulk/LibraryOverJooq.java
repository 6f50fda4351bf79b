package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import io.versioning.bulk.jooq.BulkRecords;
import io.versioning.bulk.jooq.JooqBulkVersioning;
import java.util.List;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The library over jOOQ, without generated code. */
final class LibraryOverJooq implements WayOfWriting {

    private final HikariDataSource pool;
    private final BulkRecords<Record> table;

    LibraryOverJooq(Database database) {
        pool = database.pool();
        table = JooqBulkVersioning.over(DSL.using(pool, database.dialect()))
                .table(JooqBatch.TABLE, JooqBatch.ID)
                .versionField(JooqBatch.VERSION)
                .withCurrentState();
    }

    @Override
    public Way way() {
        return Way.LIBRARY_JOOQ;
    }

    @Override
    public Answer apply(List<Change> changes) {
        return Verdicts.of(
                table.apply(
                                changes,
                                change -> table.update(change.id())
                                        .expecting(change.expected())
                                        .set(JooqBatch.ALLOCATION, change.allocation())
                                        .set(JooqBatch.NOTE, change.note()))
                        .rows(),
                Record.class,
                JooqBatch::state);
    }

    @Override
    public void close() {
        pool.close();
    }
}
