package io.versioning.examples.airports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file of airports, which is good from the first line to the last, or refused as a whole. */
public final class AirportFile {

    private static final String BUNDLED = "/data/airports.csv";
    private static final int MOST_BYTES = 64 << 20;

    private final String name;
    private final Source source;

    private AirportFile(String name, Source source) {
        this.name = name;
        this.source = source;
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    /** The airports that come with the examples. */
    public static AirportFile bundled() {
        return new AirportFile(
                "airports.csv", () -> Objects.requireNonNull(AirportFile.class.getResourceAsStream(BUNDLED), BUNDLED));
    }

    public static AirportFile at(Path path) {
        return new AirportFile(path.toString(), () -> Files.newInputStream(path));
    }

    /**
     * Reads the whole file.
     *
     * @throws BadAirportFileException if anything in it is wrong, with the line and the column of each problem
     */
    public List<Airport> read() {
        List<CsvLine> lines = lines();
        if (lines.isEmpty()) {
            throw new BadAirportFileException(name, "is empty; it must begin with the line " + Header.expected());
        }
        List<Problem> problems = new ArrayList<>();
        List<Airport> airports = airports(lines, problems);
        if (!problems.isEmpty()) {
            throw new BadAirportFileException(name, problems);
        }
        if (airports.isEmpty()) {
            throw new BadAirportFileException(name, "has a header line and no airport");
        }
        return airports;
    }

    private static List<Airport> airports(List<CsvLine> lines, List<Problem> problems) {
        List<Airport> airports = new ArrayList<>();
        Map<String, Long> lineOf = new HashMap<>();
        Header header = Header.of(lines.get(0), problems);
        if (!problems.isEmpty()) {
            return airports;
        }
        for (CsvLine line : lines.subList(1, lines.size())) {
            new AirportLine(header, line, problems).airport().ifPresent(airport -> {
                Long before = lineOf.putIfAbsent(airport.iata(), line.number());
                if (before != null) {
                    problems.add(new Problem(line.number(), "iata", "is on line " + before + " already"));
                }
                airports.add(airport);
            });
        }
        return airports;
    }

    private List<CsvLine> lines() {
        List<CsvLine> lines = new ArrayList<>();
        CSVFormat format =
                CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(text(), format)) {
            for (CSVRecord values : parser) {
                lines.add(CsvLine.of(line, values));
                line = parser.getCurrentLineNumber() + 1;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new BadAirportFileException(
                    name, "line " + line + ": a quote is not closed, or something follows on its end");
        }
        lines.removeIf(CsvLine::isBlank);
        return lines;
    }

    private String text() {
        byte[] bytes = bytes();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer text = CharBuffer.allocate(bytes.length);
        if (StandardCharsets.UTF_8.newDecoder().decode(input, text, true).isError()) {
            String before = new String(bytes, 0, input.position(), StandardCharsets.ISO_8859_1);
            long line = before.chars().filter(character -> character == '\n').count() + 1;
            throw new BadAirportFileException(name, "line " + line + ": is not UTF-8");
        }
        return text.flip().toString();
    }

    private byte[] bytes() {
        try (InputStream in = source.open()) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new BadAirportFileException(name, "is larger than " + MOST_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw new BadAirportFileException(name, "no such file");
        } catch (IOException e) {
            throw new BadAirportFileException(name, "can't be read: " + e.getMessage());
        }
    }
}
