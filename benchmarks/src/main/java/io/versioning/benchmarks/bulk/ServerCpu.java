package io.versioning.benchmarks.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The processor time of a database server so far: that of its first process, of all processes that this one has started,
 * and of those that have ended. Read from {@code /proc}, which only Linux has; in steps of a clock tick, 10 ms mostly.
 */
final class ServerCpu {

    /** For a database that runs in the process of the client: all is counted there. */
    static final ServerCpu IN_THE_CLIENT = new ServerCpu(0);

    private static final Path PROC = Path.of("/proc");
    private static final long NANOS_PER_TICK = 10_000_000; // sysconf(_SC_CLK_TCK) is 100 on all Linux that Java runs on

    private final long first;

    private ServerCpu(long first) {
        this.first = first;
    }

    /** That of the server that a process belongs to. */
    static ServerCpu ofParent(long process) {
        return new ServerCpu(Stat.of(process).map(Stat::parent).orElse(-1L));
    }

    /** The time so far, in nanoseconds; empty where it can't be known. */
    Optional<Long> nanos() {
        if (first <= 0) {
            return first == 0 ? Optional.of(0L) : Optional.empty();
        }
        try (Stream<Path> processes = Files.list(PROC)) {
            long ticks = processes
                    .map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .flatMap(name -> Stat.of(Long.parseLong(name)).stream())
                    .mapToLong(this::ticks)
                    .sum();
            return Optional.of(ticks * NANOS_PER_TICK);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long ticks(Stat stat) {
        if (stat.process == first) {
            return stat.own + stat.ended;
        }
        return stat.parent == first ? stat.own : 0;
    }

    /** What {@code /proc/PID/stat} says: fields 4 and 14 to 17 (manual page proc(5)). */
    private record Stat(long process, long parent, long own, long ended) {

        static Optional<Stat> of(long process) {
            try {
                String line = Files.readString(PROC.resolve(process + "/stat"));
                String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return Optional.of(new Stat(
                        process,
                        Long.parseLong(fields[1]),
                        Long.parseLong(fields[11]) + Long.parseLong(fields[12]),
                        Long.parseLong(fields[13]) + Long.parseLong(fields[14])));
            } catch (IOException gone) {
                return Optional.empty();
            }
        }
    }
}
