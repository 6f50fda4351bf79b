package io.versioning.bulk.internal;

import io.versioning.Conflict;
import io.versioning.Outcome;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of rows that were written at once.
 *
 * @param outcomes the outcomes, in the order of the input
 * @param isEnded whether nothing more can be written, with whatever rows
 * @param broken why the row after those with an outcome can't be written; null if there is none, or it can
 */
record Judged(
        List<Outcome> outcomes, boolean isEnded, @Nullable IllegalArgumentException broken) {

    List<Conflict> conflicts() {
        List<Conflict> conflicts = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Conflicted conflicted) {
                conflicts.add(conflicted.conflict());
            }
        }
        return conflicts;
    }
}
