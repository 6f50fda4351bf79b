package io.versioning.benchmarks.bulk;

import com.sun.management.ThreadMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.versioning.BulkUpdateResult.Counts;
import io.versioning.bulk.BulkSummary;
import io.versioning.bulk.BulkTable;
import io.versioning.bulk.BulkVersioning;
import java.lang.management.ManagementFactory;
import java.util.Iterator;
import java.util.Locale;
import java.util.stream.LongStream;

/** The process of {@link StreamedMillion} that streams the rows. */
final class SmallHeap {

    private static final long MOST_BYTES = 1000;

    private SmallHeap() {}

    public static void main(String[] args) {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(args[0]);
        config.setUsername("postgres");
        config.setMaximumPoolSize(1);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        try (HikariDataSource pool = new HikariDataSource(config)) {
            BulkTable table = BulkVersioning.over(pool)
                    .withoutListeners()
                    .table("resource_assignment", "id")
                    .withCurrentState();
            long input = threads.getThreadAllocatedBytes(thread);
            changes().forEachRemaining(change -> {});
            long bytes = threads.getThreadAllocatedBytes(thread);
            input = (bytes - input) / StreamedMillion.ROWS;
            BulkSummary summary = table.stream(
                            changes(),
                            change -> table.update(change.id())
                                    .expecting(change.expected())
                                    .set("allocation", change.allocation())
                                    .set("note", change.note()))
                    .into(row -> {});
            bytes = (threads.getThreadAllocatedBytes(thread) - bytes) / StreamedMillion.ROWS - input;
            System.out.printf(
                    Locale.ROOT,
                    "streamed with a heap of %d MB: %s in %d s, %d bytes allocated a row besides the %d of the input%n",
                    Runtime.getRuntime().maxMemory() >> 20,
                    summary.counts(),
                    summary.elapsed().toSeconds(),
                    bytes,
                    input);
            long stale = StreamedMillion.ROWS / StreamedMillion.STALE;
            boolean told = summary.counts().equals(new Counts(StreamedMillion.ROWS - stale, stale, 0, 0, 0));
            if (!told || bytes > MOST_BYTES) {
                System.exit(1);
            }
        }
    }

    private static Iterator<Change> changes() {
        return LongStream.rangeClosed(1, StreamedMillion.ROWS)
                .mapToObj(id -> id % StreamedMillion.STALE == 0
                        ? Change.of(id, Bookkeeping.FIRST_VERSION + 1)
                        : Change.of(id, Bookkeeping.FIRST_VERSION))
                .iterator();
    }
}
