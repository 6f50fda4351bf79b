package io.versioning.examples.airports;

import io.versioning.examples.airports.Attempt.Merged;
import io.versioning.examples.airports.Attempt.ReadAgain;
import io.versioning.examples.airports.Page.Cell;
import io.versioning.examples.airports.Page.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Tells a person what happens, step by step. */
public final class Report {

    private static final List<Integer> WIDTHS = List.of(9, 4, 5, 7, 9, 6, 10, 7, 4);

    private final Page page;

    public Report(Page page) {
        this.page = page;
    }

    public void opening() {
        page.line("Several people edit one table. None of their updates may get lost.", Look.HEADING);
    }

    public void loading(int airports, Database database) {
        page.heading("1. Load");
        page.line("  %,d airports go into %s, each at version 1.", airports, database.name());
    }

    public void racing(RacePlan plan, AirportTable table) {
        List<String> adapters = table.adapters().stream().map(Airports::adapter).toList();
        page.heading("2. Race");
        page.line(
                "  %d editors, a thread each, make %,d edits. In each round all of them read",
                plan.editors(), plan.edits());
        page.line("  the same airport, one of %d, before the first of them writes it.", plan.contested());
        page.line("  What the editors write over, in turn: %s.", String.join(", ", adapters));
    }

    /** Shows a conflict that was merged, and one after which the row was read again. */
    public void conflicts(RaceResult result) {
        result.merged().ifPresent(attempt -> new ConflictPage(page, attempt, (Merged) attempt.ending()).print());
        result.readAgain().ifPresent(attempt -> readAgain(attempt, (ReadAgain) attempt.ending()));
    }

    private void readAgain(Attempt attempt, ReadAgain ending) {
        page.heading("5. Resolved by reading again");
        int old = attempt.seen().get("checks", Integer.class);
        int fresh = ending.again().get("checks", Integer.class);
        page.line("  ConflictException: " + ending.conflict(), Look.CHANGED);
        page.line("");
        page.line(
                "  %s counts a check of the airport: %d -> %d, by what version %d said.",
                attempt.editor(), old, old + 1, attempt.seen().version());
        page.line(
                "  retrying(n) read it again: version %d, %d -> %d, written as version %d.",
                ending.again().version(), fresh, fresh + 1, ending.version());
    }

    public void scores(RaceResult result, ConflictCounter conflicts) {
        List<Score> scores = result.scores(conflicts);
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(
                Look.FAINT,
                "editor",
                "over",
                "edits",
                "at once",
                "conflicts",
                "merged",
                "read again",
                "written",
                "left"));
        scores.forEach(score -> rows.add(row(Look.PLAIN, score)));
        scores.stream()
                .map(Score::adapter)
                .distinct()
                .forEach(adapter -> rows.add(row(Look.CHANGED, Score.over(adapter, scores))));
        rows.add(row(Look.HEADING, Score.total(scores)));
        page.heading("6. What was written, and what conflicted");
        page.table(WIDTHS, rows);
        page.line("");
        page.line("  Left: to a person. Both wanted the same field; the later edit was not written.");
    }

    private static List<Cell> row(Look look, Score score) {
        return row(
                look,
                score.editor(),
                score.adapter(),
                number(score.edits()),
                number(score.atOnce()),
                number(score.conflicts()),
                number(score.merged()),
                number(score.readAgain()),
                number(score.written()),
                number(score.left()));
    }

    private static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The first text stands at the left of its column, the others at the right. */
    private static List<Cell> row(Look look, String... texts) {
        List<Cell> row = new ArrayList<>();
        for (String text : texts) {
            int width = WIDTHS.get(row.size());
            row.add(new Cell(row.isEmpty() ? text : " ".repeat(width - text.length()) + text, look));
        }
        return row;
    }

    public void proof(Proof proof) {
        page.heading("7. The proof");
        sum("sum(version - 1)", proof.table().updates(), proof.writes(), "writes that succeeded");
        sum("sum(checks)", proof.table().checks(), proof.checks(), "checks that were counted");
        page.line("");
        if (proof.holds()) {
            page.line("  No update was lost.", Look.GOOD);
        } else {
            page.line("  UPDATES WERE LOST.", Look.BAD);
        }
    }

    private void sum(String of, long inTable, long told, String what) {
        page.line("  %-16s %,7d  %s %,7d  %s", of, inTable, inTable == told ? "=" : "DIFFERS FROM", told, what);
    }
}
