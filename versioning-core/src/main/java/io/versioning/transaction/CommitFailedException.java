package io.versioning.transaction;

import io.versioning.VersioningException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A transaction could not be committed; {@link #completion()} tells whether it is rolled back or unknown. */
public final class CommitFailedException extends VersioningException {

    private static final long serialVersionUID = 1L;

    private final Completion completion;

    private CommitFailedException(Completion completion, String why, @Nullable Throwable cause) {
        super(
                completion == Completion.UNKNOWN
                        ? "The connection was lost during COMMIT, and whether the transaction took place is unknown"
                        : "The transaction was rolled back instead of committed: " + why,
                cause);
        this.completion = Objects.requireNonNull(completion, "completion");
    }

    /**
     * The failure of a transaction that was rolled back instead of committed; for adapters to transaction managers.
     *
     * @param why why, without column data
     * @param cause what made it so, without column data
     * @return the exception
     */
    public static CommitFailedException rolledBack(String why, @Nullable Throwable cause) {
        return new CommitFailedException(Completion.ROLLED_BACK, why, cause);
    }

    /**
     * The failure of a transaction whose COMMIT got no answer; for adapters to transaction managers.
     *
     * @param why why, without column data
     * @param cause what made it so, without column data
     * @return the exception
     */
    public static CommitFailedException unknown(String why, @Nullable Throwable cause) {
        return new CommitFailedException(Completion.UNKNOWN, why, cause);
    }

    /**
     * Tells what is known of the transaction.
     *
     * @return {@link Completion#ROLLED_BACK}: nothing of it was written; {@link Completion#UNKNOWN}: nobody can tell
     */
    public Completion completion() {
        return completion;
    }
}
