package io.versioning.examples.airports;

import io.versioning.Conflict;
import io.versioning.examples.airports.Attempt.Merged;
import io.versioning.examples.airports.Page.Cell;
import io.versioning.examples.airports.Page.Look;
import io.versioning.merge.Change;
import io.versioning.merge.FieldComparison;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Shows one conflict in full, and how it was merged. */
final class ConflictPage {

    private static final List<Integer> WIDTHS = List.of(9, 17, 17, 17, 9);

    private final Page page;
    private final Attempt attempt;
    private final Merged merged;

    ConflictPage(Page page, Attempt attempt, Merged merged) {
        this.page = page;
        this.attempt = attempt;
        this.merged = merged;
    }

    void print() {
        Conflict conflict = merged.conflict();
        page.heading("3. One conflict in full");
        page.line("  ConflictException: " + conflict, Look.CHANGED);
        page.line("");
        page.line("  kind      %s, the row has moved on", conflict.kind());
        page.line(
                "  expected  %d, as %s had read it over %s", conflict.expected(), attempt.editor(), attempt.adapter());
        page.line("  actual    %d, last written by %s", conflict.actual().orElseThrow(), otherEditor());
        page.line("");
        page.table(WIDTHS, comparison());

        page.heading("4. Resolved by merging");
        page.line("  The two edited different fields, so both edits stand:");
        page.line(
                "  %s by %s went on top of version %d, as version %d.",
                names(merged), attempt.editor(), conflict.actual().orElseThrow(), merged.version());
    }

    private static String names(Merged merged) {
        return String.join(" and ", merged.merge().changes().keySet());
    }

    private List<List<Cell>> comparison() {
        List<List<Cell>> rows = new ArrayList<>();
        rows.add(row(Look.FAINT, "field", "base", "attempted", "current", "edit by"));
        for (FieldComparison field : merged.merge().comparison().fields()) {
            rows.add(row(
                    field.change() == Change.UNCHANGED ? Look.PLAIN : Look.CHANGED,
                    field.name(),
                    String.valueOf(field.base()),
                    String.valueOf(field.attempted()),
                    String.valueOf(field.current()),
                    editedBy(field.change())));
        }
        return rows;
    }

    private static List<Cell> row(Look look, String... texts) {
        return List.of(texts).stream().map(text -> new Cell(text, look)).toList();
    }

    private String editedBy(Change change) {
        return switch (change) {
            case UNCHANGED -> "";
            case ATTEMPTED_ONLY -> attempt.editor();
            case CURRENT_ONLY -> otherEditor();
            case SAME_ON_BOTH, DIFFERENT_ON_BOTH -> "both";
        };
    }

    /** Who wrote the row that the conflict found: it is stamped with each write. */
    private String otherEditor() {
        return Objects.toString(merged.current().updatedBy(), "somebody");
    }
}
