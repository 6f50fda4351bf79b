package io.versioning.benchmarks.bulk;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Cost per row against the number of rows, both logarithmic, one line for each way, as SVG. Drawn by hand: what charting
 * libraries write is twenty times as long, and its text is outlines.
 */
final class CostPicture {

    private static final int WIDTH = 900;
    private static final int HEIGHT = 520;
    private static final int LEFT = 70;
    private static final int RIGHT = 330;
    private static final int TOP = 50;
    private static final int BOTTOM = 60;
    private static final int LINE = 17;
    private static final List<String> COLOURS = List.of(
            "#7f7f7f", "#d62728", "#ff7f0e", "#8c564b", "#9467bd", "#e377c2", "#bcbd22", "#1f77b4", "#17becf",
            "#17becf", "#17becf", "#2ca02c", "#98df8a", "#98df8a");

    /** One point of a line. */
    record Point(int rows, double micros) {}

    /** One line. */
    record Line(Way way, List<Point> points) {
        double last() {
            return points.get(points.size() - 1).micros();
        }
    }

    private final String title;
    private final List<Line> lines;
    private final double mostRows;
    private final double least;
    private final double most;
    private final StringBuilder svg = new StringBuilder();

    private CostPicture(String title, List<Line> lines) {
        this.title = title;
        this.lines = lines;
        this.mostRows = all().mapToDouble(Point::rows).max().orElse(10);
        this.least = Math.pow(
                10, Math.floor(Math.log10(all().mapToDouble(Point::micros).min().orElse(1))));
        this.most = Math.pow(
                10, Math.ceil(Math.log10(all().mapToDouble(Point::micros).max().orElse(10))));
    }

    private Stream<Point> all() {
        return lines.stream().flatMap(line -> line.points().stream());
    }

    static String of(String title, List<Line> lines) {
        return new CostPicture(title, lines).draw();
    }

    private String draw() {
        add("<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' font-family='sans-serif' font-size='12'>"
                .formatted(WIDTH, HEIGHT));
        add("<title>" + title + "</title>");
        add("<rect width='100%' height='100%' fill='white'/>");
        add("<text x='%d' y='24' font-size='15'>%s</text>".formatted(LEFT, title));
        for (double rows = 1; rows <= mostRows; rows *= 10) {
            grid(x(rows), y(least), x(rows), y(most));
            text(x(rows), y(least) + 18, "middle", "black", Numbers.rows((int) rows));
        }
        for (double micros = least; micros <= most * 1.001; micros *= 10) {
            grid(x(1), y(micros), x(mostRows), y(micros));
            text(x(1) - 8, y(micros) + 4, "end", "black", micros < 1 ? "" + micros : "" + (long) micros);
        }
        text((x(1) + x(mostRows)) / 2, HEIGHT - 18, "middle", "black", "rows in a call");
        add("<text transform='translate(20 %d) rotate(-90)' text-anchor='middle'>us per row</text>"
                .formatted((TOP + HEIGHT - BOTTOM) / 2));
        lines.forEach(this::line);
        labels();
        add("</svg>");
        return svg.toString();
    }

    private void line(Line line) {
        List<String> points = line.points().stream()
                .map(point -> "%.1f,%.1f".formatted(x(point.rows()), y(point.micros())))
                .toList();
        boolean ours = line.way() == Way.LIBRARY;
        add("<polyline points='%s' fill='none' stroke='%s' stroke-width='%s'%s/>"
                .formatted(
                        String.join(" ", points),
                        colour(line),
                        ours ? "3" : "1.5",
                        line.way().isFloor() ? " stroke-dasharray='5 4'" : ""));
        line.points()
                .forEach(point -> add("<circle cx='%.1f' cy='%.1f' r='%s' fill='%s'/>"
                        .formatted(x(point.rows()), y(point.micros()), ours ? "4" : "2.5", colour(line))));
    }

    /** Each line's name at its end, moved down where two would be at one place. */
    private void labels() {
        List<Line> fromTop = new ArrayList<>(lines);
        fromTop.sort(Comparator.comparingDouble(Line::last).reversed());
        double free = TOP;
        for (Line line : fromTop) {
            double wanted = Math.max(free, y(line.last()) + 4);
            Point last = line.points().get(line.points().size() - 1);
            add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='%s' stroke-width='0.5'/>"
                    .formatted(x(last.rows()), y(last.micros()), x(mostRows) + 12, wanted - 4, colour(line)));
            text(x(mostRows) + 15, wanted, "start", colour(line), line.way().title());
            free = wanted + LINE;
        }
    }

    private void grid(double x1, double y1, double x2, double y2) {
        add("<line x1='%.1f' y1='%.1f' x2='%.1f' y2='%.1f' stroke='#dddddd'/>".formatted(x1, y1, x2, y2));
    }

    private void text(double x, double y, String anchor, String colour, String text) {
        add("<text x='%.1f' y='%.1f' text-anchor='%s' fill='%s'>%s</text>"
                .formatted(x, y, anchor, colour, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private static String colour(Line line) {
        return COLOURS.get(line.way().ordinal());
    }

    private double x(double rows) {
        return LEFT + Math.log10(rows) / Math.log10(mostRows) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double micros) {
        double share = (Math.log10(micros) - Math.log10(least)) / (Math.log10(most) - Math.log10(least));
        return HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String line) {
        svg.append(line).append('\n');
    }
}
