package io.versioning.examples.airports;

import java.util.List;

/** What one editor, or all of them, wrote and ran into. */
record Score(String editor, long edits, long atOnce, long conflicts, long merged, long readAgain, long left) {

    static Score total(List<Score> scores) {
        return scores.stream().reduce(new Score("together", 0, 0, 0, 0, 0, 0), Score::plus);
    }

    private Score plus(Score other) {
        return new Score(
                editor,
                edits + other.edits,
                atOnce + other.atOnce,
                conflicts + other.conflicts,
                merged + other.merged,
                readAgain + other.readAgain,
                left + other.left);
    }
}
