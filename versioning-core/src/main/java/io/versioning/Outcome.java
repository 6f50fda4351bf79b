package io.versioning;

import io.versioning.internal.text.SafeText;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of one row of a bulk: a value, and one of five groups for ever.
 *
 * <p>{@link Applied} is the only group that means 'written'. {@link Conflicted}, {@link Refused} and {@link NotApplied}
 * mean that the row was not changed by this call. {@link Unknown} means that nobody can tell, and is never counted as a
 * failure that may be tried again. The details inside the groups are open: new reasons may come.
 *
 * <p>Outcomes are immutable and thread-safe. Their {@code toString()} never prints a row's state.
 */
public sealed interface Outcome extends Serializable {

    /**
     * Returns what the function for this outcome's group makes of it.
     *
     * @param applied for a row that was written
     * @param conflicted for a row whose expected version did not hold
     * @param refused for a row whose values were refused
     * @param notApplied for a row that was not written for a reason outside of it
     * @param unknown for a row of which nobody can tell
     * @param <R> the type of the answer
     * @return the answer of the one function that was called
     */
    default <R> R fold(
            Function<? super Applied, ? extends R> applied,
            Function<? super Conflicted, ? extends R> conflicted,
            Function<? super Refused, ? extends R> refused,
            Function<? super NotApplied, ? extends R> notApplied,
            Function<? super Unknown, ? extends R> unknown) {
        if (this instanceof Applied outcome) {
            return applied.apply(outcome);
        } else if (this instanceof Conflicted outcome) {
            return conflicted.apply(outcome);
        } else if (this instanceof Refused outcome) {
            return refused.apply(outcome);
        } else if (this instanceof NotApplied outcome) {
            return notApplied.apply(outcome);
        }
        return unknown.apply((Unknown) this);
    }

    /** How far a write has come. */
    enum Durability {
        /** The transaction that wrote it is committed. */
        COMMITTED,
        /** It is written in the caller's open transaction, and lasts if the caller commits. */
        PENDING
    }

    /** The row was written: updated, with its new version, or deleted. */
    final class Applied implements Outcome {

        private static final long serialVersionUID = 1L;

        private final @Nullable Long version;
        private final Durability durability;

        private Applied(@Nullable Long version, Durability durability) {
            this.version = version;
            this.durability = Objects.requireNonNull(durability, "durability");
        }

        /**
         * A row that was updated.
         *
         * @param version its new version
         * @param durability whether the write is committed
         * @return the outcome
         */
        public static Applied updated(long version, Durability durability) {
            return new Applied(version, durability);
        }

        /**
         * A row that was deleted.
         *
         * @param durability whether the write is committed
         * @return the outcome
         */
        public static Applied deleted(Durability durability) {
            return new Applied(null, durability);
        }

        /**
         * Returns the row's new version.
         *
         * @return the version, or empty if the row was deleted
         */
        public OptionalLong version() {
            return version == null ? OptionalLong.empty() : OptionalLong.of(version);
        }

        /**
         * Tells whether the write is committed.
         *
         * @return how far the write has come
         */
        public Durability durability() {
            return durability;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Applied that
                    && Objects.equals(version, that.version)
                    && durability == that.durability;
        }

        @Override
        public int hashCode() {
            return Objects.hash(version, durability);
        }

        @Override
        public String toString() {
            String change = version == null ? "deleted" : "updated to version " + version;
            return change + (durability == Durability.COMMITTED ? ", committed" : ", pending");
        }
    }

    /**
     * The expected version did not hold.
     *
     * @param conflict what was run into
     */
    record Conflicted(Conflict conflict) implements Outcome {

        /**
         * Checks that there is a conflict.
         *
         * @param conflict what was run into
         */
        public Conflicted {
            Objects.requireNonNull(conflict, "conflict");
        }

        @Override
        public String toString() {
            return "conflict: " + conflict;
        }
    }

    /**
     * The row's values were refused.
     *
     * @param refusal why
     */
    record Refused(Refusal refusal) implements Outcome {

        /**
         * Checks that there is a reason.
         *
         * @param refusal why
         */
        public Refused {
            Objects.requireNonNull(refusal, "refusal");
        }

        @Override
        public String toString() {
            return "refused: " + refusal;
        }
    }

    /** The row was not written, for a reason that lies outside of it. */
    final class NotApplied implements Outcome {

        private static final long serialVersionUID = 1L;

        /** Another transaction held the row until the lock time-out had passed. */
        public static final String BUSY = "busy";

        /** The database gave up the attempt: serialization failure, deadlock, cancellation. */
        public static final String ABORTED = "aborted";

        /** The row was written, and then rolled back together with others. */
        public static final String ROLLED_BACK = "rolled back";

        /** The database failed in a way that says nothing about the row; see {@link #sqlState()}. */
        public static final String FAILED = "failed";

        /** The row's turn did not come. */
        public static final String NOT_ATTEMPTED = "not attempted";

        private final String reason;
        private final @Nullable String sqlState;

        private NotApplied(String reason, @Nullable String sqlState) {
            this.reason = Objects.requireNonNull(reason, "reason");
            this.sqlState = sqlState;
        }

        /**
         * A row that was not written for a reason of the library's.
         *
         * @param reason a constant of this class, or another word
         * @return the outcome
         */
        public static NotApplied because(String reason) {
            return new NotApplied(reason, null);
        }

        /**
         * A row that was not written for a reason that the database reported.
         *
         * @param reason a constant of this class, or another word
         * @param sqlState what the database reported
         * @return the outcome
         */
        public static NotApplied because(String reason, String sqlState) {
            return new NotApplied(reason, Objects.requireNonNull(sqlState, "sqlState"));
        }

        /**
         * Returns the reason.
         *
         * @return a constant of this class, or one that a later release adds
         */
        public String reason() {
            return reason;
        }

        /**
         * Returns the SQLSTATE behind the reason.
         *
         * @return five characters, or empty if the database reported none
         */
        public Optional<String> sqlState() {
            return Optional.ofNullable(sqlState);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof NotApplied that
                    && reason.equals(that.reason)
                    && Objects.equals(sqlState, that.sqlState);
        }

        @Override
        public int hashCode() {
            return Objects.hash(reason, sqlState);
        }

        @Override
        public String toString() {
            return "not applied: " + SafeText.of(reason) + (sqlState == null ? "" : " (SQLSTATE " + sqlState + ")");
        }
    }

    /**
     * Nobody can tell whether the row was written: the answer to the COMMIT did not arrive. Equal to any other unknown
     * outcome: what may settle it later is no part of what is known.
     */
    final class Unknown implements Outcome {

        private static final long serialVersionUID = 1L;

        private final @Nullable Serializable evidence;

        /** A row of which nobody will ever tell. */
        public Unknown() {
            this(null);
        }

        private Unknown(@Nullable Serializable evidence) {
            this.evidence = evidence;
        }

        /**
         * A row of which it may be told later.
         *
         * @param evidence means something to whoever has made it, and to nobody else
         * @return the outcome
         */
        public static Unknown with(Serializable evidence) {
            return new Unknown(Objects.requireNonNull(evidence, "evidence"));
        }

        /**
         * Returns what may settle it later.
         *
         * @return an opaque value, or empty if there is nothing
         */
        public Optional<Serializable> evidence() {
            return Optional.ofNullable(evidence);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Unknown;
        }

        @Override
        public int hashCode() {
            return Unknown.class.hashCode();
        }

        /** Describes the outcome, without the evidence. */
        @Override
        public String toString() {
            return "unknown";
        }
    }
}
