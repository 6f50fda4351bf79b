package io.versioning.benchmarks.bulk;

/** What a way of writing says of one row. */
sealed interface Verdict {

    /** It was written. */
    record Written(int version) implements Verdict {}

    /** It is at another version than the expected one, and this is how it looks. */
    record Stale(int actual, State state) implements Verdict {}

    /** The database refused it. */
    record Refused(String sqlState) implements Verdict {}

    /** Anything else, none of which may happen here. */
    record Other(String what) implements Verdict {}
}
