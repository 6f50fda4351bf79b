package io.versioning.examples.writers;

/** Somebody who counts up the visits of an airport, at the version that was read. */
interface Writer {

    /** An airport as it was read. */
    record Seen(int visits, long version) {}

    Seen read(String iata);

    /** Writes one more visit than was seen; false if somebody else was faster. */
    boolean visit(String iata, Seen seen);
}
