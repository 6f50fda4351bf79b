package io.versioning.examples.airports;

import java.util.List;

/** What one editor, or several together, wrote and ran into. */
record Score(
        String editor,
        String adapter,
        long edits,
        long atOnce,
        long conflicts,
        long merged,
        long readAgain,
        long left) {

    static Score total(List<Score> scores) {
        return total("together", "", scores);
    }

    /** Those of all editors that write over one adapter. */
    static Score over(String adapter, List<Score> scores) {
        return total(
                "all",
                adapter,
                scores.stream().filter(score -> score.adapter.equals(adapter)).toList());
    }

    private static Score total(String editor, String adapter, List<Score> scores) {
        return scores.stream().reduce(new Score(editor, adapter, 0, 0, 0, 0, 0, 0), Score::plus);
    }

    /** The edits that are in the table. */
    long written() {
        return atOnce + merged + readAgain;
    }

    private Score plus(Score other) {
        return new Score(
                editor,
                adapter,
                edits + other.edits,
                atOnce + other.atOnce,
                conflicts + other.conflicts,
                merged + other.merged,
                readAgain + other.readAgain,
                left + other.left);
    }
}
