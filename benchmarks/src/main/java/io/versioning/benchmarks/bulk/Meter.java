package io.versioning.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures calls, and has each answer checked when it has stopped. */
final class Meter {

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final Database database;

    Meter(Database database) {
        this.database = database;
    }

    /** Makes calls one after the other, and tells what they took together. */
    Round measure(WayOfWriting way, Cell cell, int round, List<Batch> calls) throws SQLException {
        List<Answer> answers = new ArrayList<>(calls.size());
        long[] each = new long[calls.size()];
        System.gc(); // nobody pays for what others have left behind

        long server = serverNanos();
        long client = process.getProcessCpuTime();
        long thread = threads.getCurrentThreadCpuTime();
        long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        long start = System.nanoTime();
        long before = start;
        for (int call = 0; call < each.length; call++) {
            answers.add(way.apply(calls.get(call).changes()));
            long now = System.nanoTime();
            each[call] = now - before;
            before = now;
        }
        long wall = before - start;
        bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - bytes;
        thread = threads.getCurrentThreadCpuTime() - thread;
        client = process.getProcessCpuTime() - client;
        server = server < 0 ? server : serverNanos() - server;

        for (int call = 0; call < each.length; call++) {
            calls.get(call).verify(way.way(), answers.get(call));
        }
        Arrays.sort(each);
        long rows = calls.stream().mapToLong(Batch::rows).sum();
        return new Round(
                cell,
                way.way(),
                round,
                rows,
                wall,
                client,
                thread,
                server,
                bytes,
                each[each.length / 2],
                each[Math.min(each.length - 1, each.length * 99 / 100)]);
    }

    private long serverNanos() {
        return database.cpu().nanos().orElse(-1L);
    }
}
