package io.versioning.examples.airports;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.examples.airports.Page.Cell;
import io.versioning.examples.airports.Page.Look;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

class PageTest {

    private final StringWriter out = new StringWriter();

    private void table(Ansi ansi, Cell... row) {
        new Page(new PrintWriter(out), Help.defaultColorScheme(ansi)).table(List.of(6, 9, 5), List.of(List.of(row)));
    }

    private static Cell cell(String text) {
        return new Cell(text, Look.PLAIN);
    }

    @Test
    void longValuesAreWrappedInTheirColumn() {
        table(Ansi.OFF, cell("name"), cell("Port Authority of New York"), cell("maria"));
        assertThat(out.toString().lines())
                .containsExactly(
                        "  name    Port       maria", "          Authority", "          of New", "          York");
    }

    @Test
    void wordsThatAreTooLongAreBroken() {
        table(Ansi.OFF, cell(""), cell("Llanfairpwllgwyngyll"), cell("x"));
        assertThat(out.toString().lines())
                .containsExactly("          Llanfairp  x", "          wllgwyngy", "          ll");
    }

    @Test
    void colouredTablesHaveTheSameColumns() {
        table(Ansi.OFF, cell("a"), cell("b"), cell("c"));
        table(Ansi.ON, cell("a"), new Cell("b", Look.CHANGED), cell("c"));
        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(1)).contains("\u001B");
        assertThat(lines.get(1).replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(lines.get(0));
    }

    @Test
    void markupInAValueIsOnlyText() {
        table(Ansi.ON, cell("@|red|@"), cell("x"), cell("y"));
        assertThat(out.toString()).contains("@|red|", "x", "y");
    }
}
