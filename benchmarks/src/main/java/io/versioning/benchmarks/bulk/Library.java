package io.versioning.benchmarks.bulk;

import com.zaxxer.hikari.HikariDataSource;
import io.versioning.BulkUpdateResult;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.BulkVersioning;
import java.math.BigDecimal;
import java.sql.Date;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The library, as it comes: a COMMIT for each chunk of 5,000 rows, and a single row in autocommit mode. */
final class Library implements WayOfWriting {

    private final HikariDataSource pool;
    private final BulkTable table;

    Library(Database database) {
        pool = database.pool();
        table = BulkVersioning.over(pool).table("resource_assignment", "id").withCurrentState();
    }

    private Library(HikariDataSource pool, BulkTable table) {
        this.pool = pool;
        this.table = table;
    }

    /** The same with other chunks. */
    Library chunksOf(int rows) {
        return new Library(pool, table.chunksOf(rows));
    }

    @Override
    public Way way() {
        return Way.LIBRARY;
    }

    @Override
    public Answer apply(List<Change> changes) {
        return Verdicts.of(write(changes).rows(), Map.class, Library::state);
    }

    /** Writes rows, and gives back what the library says. */
    BulkUpdateResult<Object, Change> write(List<Change> changes) {
        return table.apply(
                changes,
                change -> table.update(change.id())
                        .expecting(change.expected())
                        .set("allocation", change.allocation())
                        .set("note", change.note()));
    }

    private static State state(Map<?, ?> row) {
        return new State(
                number(row, "id"),
                (int) number(row, "version"),
                (BigDecimal) value(row, "allocation"),
                (String) value(row, "note"),
                number(row, "resource_id"),
                number(row, "project_id"),
                day(row, "starts_on"),
                day(row, "ends_on"));
    }

    private static long number(Map<?, ?> row, String column) {
        return ((Number) value(row, column)).longValue();
    }

    private static LocalDate day(Map<?, ?> row, String column) {
        Object value = value(row, column);
        return value instanceof Date date ? date.toLocalDate() : (LocalDate) value;
    }

    private static Object value(Map<?, ?> row, String column) {
        @Nullable Object value = row.get(column);
        return Objects.requireNonNull(value, column);
    }

    @Override
    public void close() {
        pool.close();
    }
}
