package io.versioning.examples.nightly;

import io.versioning.BulkUpdateResult.Row;
import io.versioning.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes the lines of a feed with their outcomes, and keeps no more of them than a report and another try need. It lives
 * outside of the stream: whatever ends that, all that was told until then is in here.
 */
final class Tally implements Consumer<Row<Object, FeedLine>> {

    private long written;
    private final Map<WhyNot, Group> groups = new TreeMap<>();
    private final List<FeedLine> open = new ArrayList<>();

    @Override
    public void accept(Row<Object, FeedLine> row) {
        WhyNot.of(row.outcome()).ifPresentOrElse(reason -> notWritten(reason, row), () -> written++);
    }

    private void notWritten(WhyNot reason, Row<Object, FeedLine> row) {
        groups.computeIfAbsent(reason, unknown -> new Group()).add(example(row));
        // What was refused is refused again, and what is unknown may be written already
        if (row.outcome() instanceof Outcome.Conflicted || row.outcome() instanceof Outcome.NotApplied) {
            open.add(row.update());
        }
    }

    private static String example(Row<Object, FeedLine> row) {
        return row.outcome() instanceof Outcome.Conflicted conflicted
                ? row.update() + "; " + versions(conflicted)
                : row.update().toString();
    }

    private static String versions(Outcome.Conflicted conflicted) {
        String found = conflicted.conflict().actual().stream()
                .mapToObj(actual -> "found " + actual)
                .findFirst()
                .orElse("found no such flight");
        return "expected version " + conflicted.conflict().expected() + ", " + found;
    }

    long written() {
        return written;
    }

    Map<WhyNot, Group> groups() {
        return groups;
    }

    long lines() {
        return written + groups.values().stream().mapToLong(Group::count).sum();
    }

    /** The lines that may be tried again after their flights were read again. */
    List<FeedLine> open() {
        return open;
    }
}
