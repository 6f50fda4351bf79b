package io.versioning.examples.nightly;

import com.google.errorprone.annotations.Immutable;
import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Refusal;
import java.util.Comparator;
import java.util.Optional;

/**
 * Why a line was not written, as those who sent it should read it.
 *
 * @param kind the kind of reason
 * @param detail which one of the kind, or empty
 */
@Immutable
record WhyNot(Kind kind, String detail) implements Comparable<WhyNot> {

    /** Kinds of reasons, in the order of a report. */
    enum Kind {
        CHANGED("changed since the feed was made"),
        GONE("the flight is no more"),
        INVALID("invalid"),
        CONSTRAINT("breaks"),
        UNFIT("does not fit its column"),
        HELD_BACK("held back by the database"),
        NOT_NOW("not written this time"),
        UNKNOWN("nobody can tell whether it was written");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    static WhyNot of(Kind kind) {
        return new WhyNot(kind, "");
    }

    // tag::why-not[]
    /** The reason, or empty for a line that was written. */
    static Optional<WhyNot> of(Outcome outcome) {
        return outcome.fold(
                applied -> Optional.empty(),
                conflicted -> Optional.of(
                        conflicted.conflict().kind() == Conflict.Kind.STALE ? of(Kind.CHANGED) : of(Kind.GONE)),
                refused -> Optional.of(of(refused.refusal())),
                notApplied -> Optional.of(new WhyNot(Kind.NOT_NOW, notApplied.reason())),
                unknown -> Optional.of(of(Kind.UNKNOWN)));
    }

    private static WhyNot of(Refusal refusal) {
        return switch (refusal.code()) {
            case Refusal.INVALID -> new WhyNot(Kind.INVALID, String.join("; ", refusal.violations()));
            case Refusal.CONSTRAINT ->
                new WhyNot(
                        Kind.CONSTRAINT,
                        refusal.constraint().or(refusal::column).orElse("a constraint"));
            case Refusal.DATA -> of(Kind.UNFIT);
            default -> of(Kind.HELD_BACK); // new codes may come, and all of them mean 'refused'
        };
    }
    // end::why-not[]

    @Override
    public int compareTo(WhyNot other) {
        return Comparator.comparing(WhyNot::kind).thenComparing(WhyNot::detail).compare(this, other);
    }

    @Override
    public String toString() {
        if (detail.isEmpty()) {
            return kind.words;
        }
        return kind == Kind.CONSTRAINT ? kind.words + " " + detail : kind.words + ": " + detail;
    }
}
