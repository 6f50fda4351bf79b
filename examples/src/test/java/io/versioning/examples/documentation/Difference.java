package io.versioning.examples.documentation;

import java.util.ArrayList;
import java.util.List;

/** Tells two texts apart, line by line. */
final class Difference {

    private Difference() {}

    /** The lines of both: common ones after two blanks, those of the page after '-', those of the source after '+'. */
    static List<String> between(List<String> page, List<String> source) {
        int[][] common = commonFrom(page, source);
        List<String> lines = new ArrayList<>();
        int p = 0;
        int s = 0;
        while (p < page.size() || s < source.size()) {
            if (p < page.size() && s < source.size() && page.get(p).equals(source.get(s))) {
                lines.add("  " + page.get(p++));
                s++;
            } else if (s == source.size() || (p < page.size() && common[p + 1][s] >= common[p][s + 1])) {
                lines.add("- " + page.get(p++));
            } else {
                lines.add("+ " + source.get(s++));
            }
        }
        return lines;
    }

    /** How many lines the rest of one has in common with the rest of the other. */
    private static int[][] commonFrom(List<String> page, List<String> source) {
        int[][] common = new int[page.size() + 1][source.size() + 1];
        for (int p = page.size() - 1; p >= 0; p--) {
            for (int s = source.size() - 1; s >= 0; s--) {
                common[p][s] = page.get(p).equals(source.get(s))
                        ? common[p + 1][s + 1] + 1
                        : Math.max(common[p + 1][s], common[p][s + 1]);
            }
        }
        return common;
    }
}
