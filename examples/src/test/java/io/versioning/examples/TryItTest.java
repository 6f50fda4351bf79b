package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class TryItTest {

    private static final String ESCAPE = "\u001B";

    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return run(Ansi.OFF, args);
    }

    private int run(Ansi ansi, String... args) {
        return new CommandLine(new TryIt())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(ansi))
                .execute(args);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    private String own(String content) throws Exception {
        return Files.writeString(directory.resolve("own.csv"), content).toString();
    }

    @Test
    void racesOnAllAirportsAndLosesNothing() {
        assertThat(run()).isZero();

        assertThat(err.toString()).isEmpty();
        assertThat(lines())
                .contains("1. Load", "2. Race", "3. One conflict in full", "4. Resolved by merging")
                .contains("5. Resolved by reading again", "6. What was written, and what conflicted", "7. The proof")
                .anyMatch(line -> line.contains("3,376 airports go into H2"))
                .endsWith("  No update was lost.");
    }

    @Test
    void theConflictIsShownInFull() {
        assertThat(run()).isZero();

        assertThat(lines())
                .anyMatch(line -> line.matches("  ConflictException: airport \\w+: expected version 1, found 2"))
                .anyMatch(line -> line.matches("  kind      STALE.*"))
                .anyMatch(line -> line.matches("  expected  1, as \\w+ had read it over (JDBC|jOOQ|JPA)"))
                .anyMatch(line -> line.matches("  actual    2, last written by \\w+"))
                .anyMatch(line -> line.matches("  field +base +attempted +current +edit by"));
    }

    @Test
    void editorsOfAllAdaptersRaceOnTheSameRows() {
        assertThat(run("--editors", "3")).isZero();

        assertThat(lines())
                .contains("  What the editors write over, in turn: JDBC, jOOQ, JPA.")
                .anyMatch(line -> line.matches("  maria +JDBC +\\d.*"))
                .anyMatch(line -> line.matches("  jonas +jOOQ +\\d.*"))
                .anyMatch(line -> line.matches("  all +JDBC +\\d.*"))
                .anyMatch(line -> line.matches("  aiko +JPA +\\d.*"))
                .anyMatch(line -> line.matches("  all +jOOQ +\\d.*"))
                .anyMatch(line -> line.matches("  all +JPA +\\d.*"))
                .endsWith("  No update was lost.");
    }

    @Test
    void fitsOnATerminalWithoutColours() {
        assertThat(run("--editors", "12")).isZero();
        assertThat(lines()).allMatch(line -> line.length() <= 80).noneMatch(line -> line.contains(ESCAPE));
    }

    @Test
    void hasColoursWhereTheTerminalWantsThem() {
        assertThat(run(Ansi.ON)).isZero();
        assertThat(out.toString()).contains(ESCAPE);
    }

    @Test
    void theLogIsShownOnlyWhenAskedFor() throws Exception {
        assertThat(Output.of(args -> run())).isEmpty();
        assertThat(Output.of(args -> run("--log")))
                .hasSizeGreaterThanOrEqualTo(90)
                .allMatch(line -> line.matches(
                        "Conflict on airport \\w+: kind STALE, expected version \\d+, actual \\d+, actor \\w+"));
    }

    @Test
    void takesOwnAirports() throws Exception {
        String file = own("""
                iata,name,city,state,country,latitude,longitude
                FRA,"Frankfurt, Main",Frankfurt,HE,Germany,50.033,8.571
                MUC,Munich,Munich,BY,Germany,48.354,11.786
                """);

        assertThat(run("--csv", file, "--editors", "3")).isZero();

        assertThat(out.toString()).contains("2 airports go into H2").contains("No update was lost.");
    }

    @Test
    void oneAirportForAllEditorsIsEnough() throws Exception {
        String file = own("iata,name,city,state,country,latitude,longitude\nX,Only,,,,0,0\n");

        assertThat(run("--csv", file, "--editors", "8")).isZero();

        assertThat(out.toString()).contains("1 airports").contains("No update was lost.");
    }

    @Test
    void aBadFileIsRefusedBeforeAnythingIsLoaded() throws Exception {
        String file = own("""
                iata,name,city,state,country,latitude,longitude
                FRA,Frankfurt,Frankfurt,HE,Germany,50.033,8.571
                MUC,Munich,Munich,BY,Germany,north,11.786
                """);

        assertThat(run("--csv", file)).isEqualTo(2);

        assertThat(err.toString().strip()).isEqualTo(file + ", line 3, column latitude: \"north\" is not a number");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThat(run("--csv", "nowhere.csv")).isEqualTo(2);
        assertThat(err.toString().strip()).isEqualTo("nowhere.csv: no such file");
    }

    @Test
    void tooFewEditorsAreRefused() {
        assertThat(run("--editors", "1")).isEqualTo(2);
        assertThat(err.toString()).contains("--editors: 1 is not between 2 and 64");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--postgres", "--csv=FILE", "--editors=N", "--seed=N", "--log", "--help");
        assertThat(lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    @EnabledIf("withPostgres")
    void losesNothingOnPostgresEither() {
        assertThat(run("--postgres")).isZero();
        assertThat(out.toString()).contains("3,376 airports go into PostgreSQL").contains("No update was lost.");
    }

    static boolean withPostgres() {
        return System.getProperty("versioning.databases", "h2,postgres").contains("postgres");
    }
}
