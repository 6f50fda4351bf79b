package io.versioning.examples.nightly;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.Output;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class NightlyFeedTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return NightlyFeed.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .setColorScheme(Help.defaultColorScheme(Ansi.OFF))
                .execute(args);
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void tellsWhatWasWrittenAndWhyTheRestWasNot() {
        assertThat(run("--rows", "2000")).isZero();
        assertThat(err.toString()).isEmpty();
        assertIsTold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jooq", "jpa"})
    void tellsTheSameOverEachDoor(String door) {
        assertThat(run("--rows", "2000", "--over", door)).isZero();
        assertIsTold();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc", "jooq", "jpa"})
    @EnabledIf("withPostgres")
    void tellsTheSameOnPostgres(String door) {
        assertThat(run("--rows", "2000", "--postgres", "--over", door)).isZero();
        assertIsTold();
    }

    static boolean withPostgres() {
        return System.getProperty("versioning.databases", "h2,postgres").contains("postgres");
    }

    /** The numbers are the shares of {@link Fate} for two thousand flights. */
    private void assertIsTold() {
        assertThat(lines())
                .anyMatch(line -> line.matches("  3,376 airports and 2,000 flights go into (H2|PostgreSQL) .*"))
                .anyMatch(line -> line.matches("  2,030 lines in .* a second\\."))
                .anyMatch(line -> line.matches("  written +1,880 +92\\.6 %"))
                .anyMatch(line -> line.matches("  changed since the feed was made +94 +4\\.6 %"))
                .anyMatch(line -> line.matches("  the flight is no more +16 +0\\.8 %"))
                .anyMatch(line -> line.matches("  invalid: departure is on another day +8 +0\\.4 %"))
                .anyMatch(line -> line.matches("  invalid: destination is the origin +8 +0\\.4 %"))
                .anyMatch(line -> line.matches("  breaks flight_destination_known +8 +0\\.4 %"))
                .anyMatch(line -> line.matches("  breaks flight_has_seats +8 +0\\.4 %"))
                .anyMatch(line -> line.matches("  does not fit its column +8 +0\\.4 %"))
                .anyMatch(line -> line.matches("  others changed other things: both edits are kept +30"))
                .anyMatch(line -> line.matches("  the feed wrote the flight before: its later line counts +30"))
                .anyMatch(line -> line.matches("  somebody has made the same change: nothing to do +8"))
                .anyMatch(line -> line.matches("  others changed the same: left to a person +26"))
                .anyMatch(line -> line.matches("  the flight is no more: dropped +16"))
                .anyMatch(line -> line.matches("  Not read again: 40 that were refused.*"))
                .anyMatch(line -> line.matches("  60 lines in .* a second\\."))
                .anyMatch(line -> line.matches("  written +60 +100\\.0 %"))
                .anyMatch(line -> line.matches("  flights that are not as they must be +0 = 0"))
                .endsWith("  All of it agrees.");
    }

    @Test
    void examplesNameTheLineAndBothVersions() {
        assertThat(run("--rows", "1000")).isZero();
        assertThat(out.toString().replaceAll("\\s+", " "))
                .containsPattern("line \\d+, QX\\d+ \\w+-\\w+, gate \\w+ -> \\w+; expected version \\d, found \\d")
                .contains("found no such flight");
    }

    @Test
    void nightWithoutAnyMishapIsToldToo() {
        assertThat(run("--rows", "1")).isZero();
        assertThat(lines()).contains("  0 lines may be tried again, once their 0 flights were read again:");
    }

    @Test
    void shortNightLeavesTheRestUnreadAndIsNoSuccess() {
        assertThat(run("--rows", "1000", "--minutes", "0")).isEqualTo(1);
        assertThat(lines())
                .anyMatch(line -> line.startsWith("  0 lines in "))
                .endsWith("  The night was too short: the rest was not read.");
    }

    @Test
    void fitsOnATerminalAndShowsNoBarWhereThereIsNone() throws Exception {
        assertThat(Output.of(args -> run("--rows", "1000"))).isEmpty();
        assertThat(lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void impossibleSizeIsRefused() {
        assertThat(run("--rows", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--rows: 0 is not between 1 and 10000000");
    }

    @Test
    void helpNamesEveryOption() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString()).contains("--postgres", "--over=DOOR", "--rows=N", "--minutes=N", "--help");
        assertThat(lines()).allMatch(line -> line.length() <= 80);
    }
}
