package io.versioning.examples.nightly;

import io.versioning.BulkUpdateResult.Counts;
import io.versioning.examples.airports.Database;
import io.versioning.examples.airports.Page;
import io.versioning.examples.airports.Page.Cell;
import io.versioning.examples.airports.Page.Look;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Tells a person what became of a feed. */
final class FeedReport {

    private static final double MILLIS = 1000;
    private static final double PERCENT = 100;

    /** A blank, and what is wrapped behind it. */
    private static final List<Integer> EXAMPLE = List.of(1, 73);

    private final Page page;

    FeedReport(Page page) {
        this.page = page;
    }

    void evening(int airports, Timetable timetable, Database database) {
        page.line("A feed of changes arrives at night. Every line of it is judged by itself.", Look.HEADING);
        page.heading("1. The evening");
        page.line("  %,d airports and %,d flights go into %s.", airports, timetable.flights(), database.name());
    }

    void dispatched(long writes) {
        page.line("  The feed is made. While it is on its way, dispatchers make %,d changes.", writes);
    }

    void firstPass(Pass pass) {
        page.heading("2. The feed");
        pass(pass);
    }

    void retry(Pass first, Retry retry) {
        Counts counts = first.summary().counts();
        page.heading("3. What was not written is read again, and decided");
        page.line(
                "  %,d lines may be tried again, once their %,d flights were read again:",
                first.tally().open().size(), retry.flights());
        page.line("");
        retry.decisions().forEach((decision, group) -> {
            count(decision.toString(), group.count(), decision.triesAgain() ? Look.GOOD : Look.CHANGED);
            examples(group);
        });
        page.line("");
        page.line(
                "  Not read again: %,d that were refused, as they would be again, and %,d",
                counts.refused(), counts.unknown());
        page.line("  unknown ones, which may be written already.");
    }

    void secondPass(Pass pass) {
        page.heading("4. The second pass");
        pass(pass);
    }

    private void pass(Pass pass) {
        double seconds = pass.summary().elapsed().toMillis() / MILLIS;
        long lines = pass.tally().lines();
        page.line("  %,d lines in %.1f s, %,.0f a second.", lines, seconds, lines / Math.max(seconds, 1 / MILLIS));
        page.line("");
        count("written", pass.tally().written(), lines, Look.GOOD);
        for (Map.Entry<WhyNot, Group> group : pass.tally().groups().entrySet()) {
            count(group.getKey().toString(), group.getValue().count(), lines, Look.CHANGED);
            examples(group.getValue());
        }
        switch (pass.summary().ending()) {
            case COMPLETE -> {}
            case CANCELLED -> page.line("  The night was too short: the rest was not read.", Look.BAD);
            case FAILED -> page.line("  The database failed: the rest was not read.", Look.BAD);
        }
    }

    void morning(Morning morning) {
        page.heading("5. What was told, against what the makers of this night know");
        for (Morning.Check check : morning.checks()) {
            String sign = check.holds() ? "=" : "DIFFERS FROM";
            String line =
                    String.format(Locale.ROOT, "  %-55s%,9d %s %,d", check.what(), check.told(), sign, check.known());
            page.line(line, check.holds() ? Look.PLAIN : Look.BAD);
        }
        page.line("");
        if (morning.holds()) {
            page.line("  All of it agrees.", Look.GOOD);
        } else {
            page.line("  IT DIFFERS.", Look.BAD);
        }
    }

    private void count(String what, long count, Look look) {
        page.line(String.format(Locale.ROOT, "  %-55s%,9d", what, count), look);
    }

    private void count(String what, long count, long of, Look look) {
        double percent = PERCENT * count / Math.max(1, of);
        page.line(String.format(Locale.ROOT, "  %-55s%,9d %6.1f %%", what, count, percent), look);
    }

    private void examples(Group group) {
        List<List<Cell>> rows = group.examples().stream()
                .map(example -> List.of(new Cell("", Look.PLAIN), new Cell(example, Look.FAINT)))
                .toList();
        page.table(EXAMPLE, rows);
    }
}
