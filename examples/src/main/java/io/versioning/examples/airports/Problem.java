package io.versioning.examples.airports;

/** What is wrong with a file, and where. */
record Problem(long line, String column, String reason) {

    @Override
    public String toString() {
        return "line " + line + ", column " + column + ": " + reason;
    }
}
