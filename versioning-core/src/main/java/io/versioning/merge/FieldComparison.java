package io.versioning.merge;

import io.versioning.internal.text.SafeText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field in the three states of a conflict: what the user saw, what they want, what is there, and who changed it.
 *
 * <p>Two are equal if they are about the same field and have the same three values, by the rules of {@link Comparison}.
 * {@code toString()} prints no value. Immutable and thread-safe: arrays and dates are copied on the way in and out,
 * other values are held as they are.
 */
public final class FieldComparison {

    private final String name;
    private final @Nullable Object base;
    private final @Nullable Object attempted;
    private final @Nullable Object current;
    private final Change change;

    FieldComparison(String name, @Nullable Object base, @Nullable Object attempted, @Nullable Object current) {
        this.name = name;
        this.base = Detached.copy(base);
        this.attempted = Detached.copy(attempted);
        this.current = Detached.copy(current);
        this.change = change(base, attempted, current);
    }

    private static Change change(@Nullable Object base, @Nullable Object attempted, @Nullable Object current) {
        boolean byAttempted = !Sameness.same(base, attempted);
        boolean byCurrent = !Sameness.same(base, current);
        if (byAttempted && byCurrent) {
            return Sameness.same(attempted, current) ? Change.SAME_ON_BOTH : Change.DIFFERENT_ON_BOTH;
        }
        if (byAttempted) {
            return Change.ATTEMPTED_ONLY;
        }
        return byCurrent ? Change.CURRENT_ONLY : Change.UNCHANGED;
    }

    /**
     * Returns which field this is about.
     *
     * @return the field's name
     */
    public String name() {
        return name;
    }

    /**
     * Returns what the user saw.
     *
     * @return the value, null if the field was null
     */
    public @Nullable Object base() {
        return Detached.copy(base);
    }

    /**
     * Returns what the user wants.
     *
     * @return the value, null if the field is to become null; what the user saw if the attempt says nothing about it
     */
    public @Nullable Object attempted() {
        return Detached.copy(attempted);
    }

    /**
     * Returns what is there.
     *
     * @return the value, null if the field is null
     */
    public @Nullable Object current() {
        return Detached.copy(current);
    }

    /**
     * Returns who changed the field.
     *
     * @return the change since the base
     */
    public Change change() {
        return change;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FieldComparison that
                && name.equals(that.name)
                && Sameness.same(base, that.base)
                && Sameness.same(attempted, that.attempted)
                && Sameness.same(current, that.current);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, change);
    }

    /**
     * Describes the comparison without its values: {@code elevation: ATTEMPTED_ONLY}.
     *
     * @return a text that is safe to log
     */
    @Override
    public String toString() {
        return SafeText.of(name) + ": " + change;
    }
}
