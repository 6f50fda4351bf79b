package io.versioning.benchmarks.bulk;

/**
 * What one way took for one cell in one round; all of it in sum.
 *
 * @param cell what was written
 * @param way how
 * @param round in which round, from 0
 * @param written how many rows went in, in all calls
 * @param wallNanos elapsed time
 * @param clientNanos processor time of this process, with its compiler and collector
 * @param threadNanos that of the calling thread alone
 * @param serverNanos processor time of the server's processes; negative where it can't be known
 * @param bytes allocated by the calling thread
 * @param medianCallNanos elapsed time of a call, median
 * @param slowCallNanos elapsed time of a call, 99th percentile
 */
record Round(
        Cell cell,
        Way way,
        int round,
        long written,
        long wallNanos,
        long clientNanos,
        long threadNanos,
        long serverNanos,
        long bytes,
        long medianCallNanos,
        long slowCallNanos) {

    private static final double NANOS_PER_MICRO = 1_000;

    boolean isCpuKnown() {
        return serverNanos >= 0;
    }

    /** What ways are judged by, in microseconds a row: processor time of client and server; elapsed time elsewhere. */
    double cost() {
        return isCpuKnown() ? (clientNanos + serverNanos) / NANOS_PER_MICRO / written : wall();
    }

    double client() {
        return clientNanos / NANOS_PER_MICRO / written;
    }

    double thread() {
        return threadNanos / NANOS_PER_MICRO / written;
    }

    double server() {
        return serverNanos / NANOS_PER_MICRO / written;
    }

    double wall() {
        return wallNanos / NANOS_PER_MICRO / written;
    }

    double bytesPerRow() {
        return (double) bytes / written;
    }
}
