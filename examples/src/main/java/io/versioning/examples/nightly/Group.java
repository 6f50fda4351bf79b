package io.versioning.examples.nightly;

import java.util.ArrayList;
import java.util.List;

/** How many lines share a fate, and the first few of them by name. Not thread-safe. */
final class Group {

    private static final int SHOWN = 2;

    private long count;
    private final List<String> examples = new ArrayList<>();

    void add(String example) {
        if (examples.size() < SHOWN) {
            examples.add(example);
        }
        count++;
    }

    long count() {
        return count;
    }

    List<String> examples() {
        return examples;
    }
}
