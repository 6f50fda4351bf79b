package io.versioning.transaction;

/** How a transaction ended. */
public enum Completion {
    /** It is committed. */
    COMMITTED,
    /** It is rolled back. */
    ROLLED_BACK,
    /** Nobody can tell: the answer to the COMMIT did not arrive. */
    UNKNOWN
}
