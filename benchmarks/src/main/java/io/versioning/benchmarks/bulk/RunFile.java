package io.versioning.benchmarks.bulk;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * A run as a file of comma-separated values, so that runs on several databases, or on several days, can be put onto one
 * page: what is known of it, one line for each measurement, and one for each duel.
 */
final class RunFile {

    private static final String HEADER =
            "measured,table_rows,rows,stale_percent,bad,chunk,way,round,written,wall_ns,client_ns,thread_ns,"
                    + "server_ns,bytes,call_median_ns,call_p99_ns";

    private RunFile() {}

    static void write(Path file, Run run) throws IOException {
        List<String> lines = new ArrayList<>();
        run.facts().forEach((name, value) -> lines.add("fact," + name + "," + value));
        lines.add(HEADER);
        run.rounds().forEach(round -> lines.add(line(round)));
        run.duels().forEach(duel -> lines.add(line(duel)));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, lines);
    }

    private static String line(Round round) {
        Cell cell = round.cell();
        return "round,%d,%d,%d,%d,%d,%s,"
                        .formatted(
                                cell.tableRows(),
                                cell.rows(),
                                cell.stalePercent(),
                                cell.bad(),
                                cell.chunk(),
                                round.way().code())
                + join(
                        round.round(),
                        round.written(),
                        round.wallNanos(),
                        round.clientNanos(),
                        round.threadNanos(),
                        round.serverNanos(),
                        round.bytes(),
                        round.medianCallNanos(),
                        round.slowCallNanos());
    }

    private static String line(Duel duel) {
        return "duel,"
                + join(
                        duel.heap(),
                        duel.one(),
                        duel.other(),
                        duel.fought(),
                        duel.overlapped(),
                        duel.deadlocked(),
                        duel.victims());
    }

    private static String join(long... numbers) {
        return String.join(",", LongStream.of(numbers).mapToObj(Long::toString).toList());
    }

    static Run read(Path file) {
        Map<String, String> facts = new LinkedHashMap<>();
        List<Round> rounds = new ArrayList<>();
        List<Duel> duels = new ArrayList<>();
        for (String line : lines(file)) {
            String[] fields = line.split(",", -1);
            switch (fields[0]) {
                case "fact" -> facts.put(fields[1], line.split(",", 3)[2]);
                case "round" -> rounds.add(round(fields));
                case "duel" -> duels.add(duel(fields));
                default -> {
                    // the header
                }
            }
        }
        return new Run(facts, rounds, duels);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Round round(String[] fields) {
        Cell cell =
                new Cell(number(fields[1]), number(fields[2]), number(fields[3]), number(fields[4]), number(fields[5]));
        return new Round(
                cell,
                Way.of(fields[6]),
                number(fields[7]),
                Long.parseLong(fields[8]),
                Long.parseLong(fields[9]),
                Long.parseLong(fields[10]),
                Long.parseLong(fields[11]),
                Long.parseLong(fields[12]),
                Long.parseLong(fields[13]),
                Long.parseLong(fields[14]),
                Long.parseLong(fields[15]));
    }

    private static Duel duel(String[] fields) {
        return new Duel(
                number(fields[1]),
                number(fields[2]),
                number(fields[3]),
                number(fields[4]),
                number(fields[5]),
                number(fields[6]),
                Long.parseLong(fields[7]));
    }

    private static int number(String field) {
        return Integer.parseInt(field);
    }
}
