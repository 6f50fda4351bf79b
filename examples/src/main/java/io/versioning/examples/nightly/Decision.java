package io.versioning.examples.nightly;

/** What becomes of a line that was not written, after its flight was read again. */
enum Decision {
    MERGED(true, "others changed other things: both edits are kept"),
    LATER_LINE(true, "the feed wrote the flight before: its later line counts"),
    DONE_ALREADY(false, "somebody has made the same change: nothing to do"),
    CLASHED(false, "others changed the same: left to a person"),
    GONE(false, "the flight is no more: dropped");

    private final boolean triesAgain;
    private final String words;

    Decision(boolean triesAgain, String words) {
        this.triesAgain = triesAgain;
        this.words = words;
    }

    boolean triesAgain() {
        return triesAgain;
    }

    @Override
    public String toString() {
        return words;
    }
}
