package io.versioning.examples.airports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AirportFileTest {

    private static final String HEADER = "iata,name,city,state,country,latitude,longitude\n";
    private static final String FRA = "FRA,Frankfurt,Frankfurt,HE,Germany,50.033,8.571\n";

    @TempDir
    private Path directory;

    private AirportFile file(String content) throws Exception {
        return file(content.getBytes(StandardCharsets.UTF_8));
    }

    private AirportFile file(byte[] content) throws Exception {
        return AirportFile.at(Files.write(directory.resolve("own.csv"), content));
    }

    private String problem(String content) throws Exception {
        try {
            file(content).read();
            return "none";
        } catch (BadAirportFileException e) {
            return e.getMessage().replace(directory + "/", "");
        }
    }

    @Test
    void theBundledFileHasAllAirports() {
        assertThat(AirportFile.bundled().read())
                .hasSize(3376)
                .contains(new Airport(
                        "ORD", "Chicago O'Hare International", "Chicago", "IL", "USA", 41.979595, -87.90446417));
    }

    @Test
    void columnsMayBeInAnyOrderAndOthersAmongThem() throws Exception {
        assertThat(file("longitude,Latitude,runways,country,state,city,name,IATA\n"
                                + "8.571,50.033,4,Germany,HE,Frankfurt,Frankfurt,FRA\n")
                        .read())
                .isEqualTo(file(HEADER + FRA).read());
    }

    @Test
    void quotesByteOrderMarkWindowsLinesAndBlankLinesAreFine() throws Exception {
        List<Airport> airports = file("\uFEFF" + HEADER.replace("\n", "\r\n") + "\r\n"
                        + "\"ORD\",\"O\"\"Hare, Chicago\",Chicago,,USA,41.9,-87.9\r\n\r\n")
                .read();
        assertThat(airports).containsExactly(new Airport("ORD", "O\"Hare, Chicago", "Chicago", "", "USA", 41.9, -87.9));
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                arguments("", "own.csv: is empty; it must begin with the line " + HEADER.strip()),
                arguments(HEADER, "own.csv: has a header line and no airport"),
                arguments(
                        HEADER.replace("latitude,", "") + FRA,
                        "own.csv, line 1, column latitude: is not in the header, which must be " + HEADER.strip()),
                arguments(
                        HEADER.replace("city", "name") + FRA,
                        "own.csv, line 1, column name: is in the header twice\n"
                                + "own.csv, line 1, column city: is not in the header, which must be "
                                + HEADER.strip()),
                arguments(HEADER + FRA + "\n" + FRA, "own.csv, line 4, column iata: is on line 2 already"),
                arguments(
                        HEADER + FRA.replace("50.033", "north"),
                        "own.csv, line 2, column latitude: \"north\" is not a number"),
                arguments(
                        HEADER + FRA.replace("50.033", "NaN"),
                        "own.csv, line 2, column latitude: \"NaN\" is not a number"),
                arguments(HEADER + FRA.replace("50.033", ""), "own.csv, line 2, column latitude: is empty"),
                arguments(
                        HEADER + FRA.replace("50.033", "90.1"),
                        "own.csv, line 2, column latitude: \"90.1\" is not between -90 and 90"),
                arguments(
                        HEADER + FRA.replace("8.571", "1e999999"),
                        "own.csv, line 2, column longitude: \"1e999999\" is not between -180 and 180"),
                arguments(HEADER + FRA.replace("FRA", " "), "own.csv, line 2, column iata: is empty"),
                arguments(
                        HEADER + FRA.replace("FRA", "FRANKFURT"),
                        "own.csv, line 2, column iata: has 9 characters, and 8 is the most"),
                arguments(
                        HEADER + FRA.replace("HE", "x".repeat(81)),
                        "own.csv, line 2, column state: has 81 characters, and 80 is the most"),
                arguments(
                        HEADER
                                + FRA.replace("HE", "\"H\nE\"")
                                + FRA.replace("FRA", "MUC").replace("8.571", "east"),
                        "own.csv, line 2, column state: holds a line break or another control character\n"
                                + "own.csv, line 4, column longitude: \"east\" is not a number"),
                arguments(
                        HEADER + FRA + "MUC,Munich\n",
                        "own.csv, line 3, column (all): has 2 values, and the header has 7"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void saysLineColumnAndReason(String content, String message) throws Exception {
        assertThat(problem(content).lines())
                .containsExactlyElementsOf(message.lines().toList());
    }

    @Test
    void aQuoteThatIsNeverClosedIsPlacedInTheFile() throws Exception {
        assertThat(problem(HEADER + FRA + "\"MUC,Munich\n" + FRA))
                .isEqualTo("own.csv: line 3: a quote is not closed, or something follows on its end");
    }

    @Test
    void textAfterAQuoteIsPlacedInTheFile() throws Exception {
        assertThat(problem(HEADER + FRA + FRA.replace("Frankfurt,Frankfurt", "\"Frankfurt\" am Main,Frankfurt")))
                .isEqualTo("own.csv: line 3: a quote is not closed, or something follows on its end");
    }

    @Test
    void anotherEncodingIsRefused() throws Exception {
        AirportFile latin1 =
                file((HEADER + FRA + FRA.replace("Frankfurt", "Düsseldorf")).getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(latin1::read)
                .isInstanceOf(BadAirportFileException.class)
                .hasMessageEndingWith("own.csv: line 3: is not UTF-8");
    }

    @Test
    void aDirectoryIsRefused() {
        AirportFile notAFile = AirportFile.at(directory);
        assertThatThrownBy(notAFile::read)
                .isInstanceOf(BadAirportFileException.class)
                .hasMessageStartingWith(directory + ": can't be read: ");
    }

    @Test
    void ofManyProblemsTheFirstTenAreListed() throws Exception {
        String message = problem(HEADER + ",,,,,x,y\n".repeat(4));
        assertThat(message.lines()).hasSize(11);
        assertThat(message).endsWith("... and 6 more");
    }
}
