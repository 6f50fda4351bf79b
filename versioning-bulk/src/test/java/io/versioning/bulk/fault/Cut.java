package io.versioning.bulk.fault;

/** Where a connection is cut. */
public enum Cut {
    /** The COMMIT does not reach the server. */
    BEFORE_COMMIT,
    /** The server commits, and its answer does not reach the client. */
    DURING_COMMIT,
    /** The answer reaches the client; what the client sends next reaches nobody. */
    AFTER_COMMIT,
    /** The client learns that the connection is lost; the COMMIT is still under way, until it is let go. */
    COMMIT_UNDER_WAY
}
