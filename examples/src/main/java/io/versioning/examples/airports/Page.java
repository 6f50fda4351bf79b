package io.versioning.examples.airports;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Help.Ansi.IStyle;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;

/** Prints lines and tables, 80 characters wide, with colours only where the terminal wants them. */
public final class Page {

    private static final int GAP = 2;

    private final PrintWriter out;
    private final ColorScheme colors;

    public Page(PrintWriter out, ColorScheme colors) {
        this.out = out;
        this.colors = colors;
    }

    /** How a text stands out. */
    public enum Look {
        PLAIN,
        HEADING,
        FAINT,
        CHANGED,
        GOOD,
        BAD
    }

    /** One value of a table. */
    public record Cell(String text, Look look) {}

    public void heading(String text) {
        line("");
        line(text, Look.HEADING);
    }

    public void line(String text, Object... values) {
        line(String.format(Locale.ROOT, text, values), Look.PLAIN);
    }

    public void line(String text, Look look) {
        out.println(styled(text, look));
        out.flush();
    }

    /** Columns of these widths; values that are too long for theirs are wrapped. */
    public void table(List<Integer> widths, List<List<Cell>> rows) {
        for (List<Cell> row : rows) {
            row(widths, row);
        }
        out.flush();
    }

    private void row(List<Integer> widths, List<Cell> row) {
        List<List<String>> cells = new ArrayList<>();
        for (int column = 0; column < row.size(); column++) {
            cells.add(Wrapped.lines(row.get(column).text(), widths.get(column)));
        }
        int height = cells.stream().mapToInt(List::size).max().orElse(0);
        for (int line = 0; line < height; line++) {
            StringBuilder text = new StringBuilder();
            int blanks = GAP;
            for (int column = 0; column < row.size(); column++) {
                List<String> cell = cells.get(column);
                String part = line < cell.size() ? cell.get(line) : "";
                if (!part.isEmpty()) {
                    text.append(" ".repeat(blanks))
                            .append(styled(part, row.get(column).look()));
                    blanks = 0;
                }
                blanks += widths.get(column) - part.length() + GAP;
            }
            out.println(text);
        }
    }

    private Text styled(String text, Look look) {
        return colors.apply(text, stylesOf(look));
    }

    private static List<IStyle> stylesOf(Look look) {
        return switch (look) {
            case PLAIN -> List.of();
            case HEADING -> List.of(Style.bold);
            case FAINT -> List.of(Style.faint);
            case CHANGED -> List.of(Style.fg_yellow);
            case GOOD -> List.of(Style.fg_green, Style.bold);
            case BAD -> List.of(Style.fg_red, Style.bold);
        };
    }
}
