package io.versioning.testkit.model;

import org.jspecify.annotations.Nullable;

/** What becomes of a call, in words that the model and the adapter share. */
final class Transcript {

    static final String TAKEN = "refused: the id is taken";
    static final String DELETED = "deleted";
    static final String APPLIED = "applied, version ";

    private Transcript() {}

    static String applied(long version) {
        return APPLIED + version;
    }

    static String missing(long expected) {
        return "missing, expected " + expected;
    }

    static String stale(long expected, long actual) {
        return "stale, expected " + expected + ", actual " + actual;
    }

    static String row(Script.@Nullable ModelRow row) {
        return row == null ? "no row" : "version " + row.version() + ", state " + row.state();
    }
}
