package io.versioning;

import io.versioning.internal.text.SafeText;
import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why the values of a write were refused.
 *
 * <p>{@link #code()} is an open set: new reasons may come, so handle the ones you don't know as 'refused'. Immutable and
 * thread-safe.
 */
public final class Refusal implements Serializable {

    private static final long serialVersionUID = 1L;

    /** A validator of the application's found the values invalid; see {@link #violations()}. */
    public static final String INVALID = "invalid";

    /** A constraint of the table's does not hold (SQLSTATE class 23); see {@link #constraint()}. */
    public static final String CONSTRAINT = "constraint";

    /** A value does not fit its column: too long, out of range, not of the type (SQLSTATE class 22). */
    public static final String DATA = "data";

    /** A trigger, rule or row policy of the database's held the write back. */
    public static final String HELD_BACK = "held back";

    private final String code;
    private final @Nullable String constraint;
    private final @Nullable String column;
    private final @Nullable String sqlState;

    @SuppressWarnings("serial") // List.copyOf gives a serializable list
    private final List<String> violations;

    private Refusal(
            String code,
            @Nullable String constraint,
            @Nullable String column,
            @Nullable String sqlState,
            List<String> violations) {
        this.code = code;
        this.constraint = constraint;
        this.column = column;
        this.sqlState = sqlState;
        this.violations = List.copyOf(violations);
    }

    /**
     * Values that a validator found invalid.
     *
     * @param violations what is wrong, at least one; a message here must not quote the values
     * @return the refusal, of code {@value #INVALID}
     * @throws IllegalArgumentException if there is no violation
     */
    public static Refusal invalid(List<String> violations) {
        if (violations.isEmpty()) {
            throw new IllegalArgumentException("violations: at least one is needed");
        }
        return new Refusal(INVALID, null, null, null, violations);
    }

    /**
     * Values that break a constraint of the table's.
     *
     * @param constraint the constraint's name, or null where the database does not tell it
     * @param sqlState the SQLSTATE
     * @return the refusal, of code {@value #CONSTRAINT}
     */
    public static Refusal constraint(@Nullable String constraint, String sqlState) {
        return new Refusal(CONSTRAINT, constraint, null, Objects.requireNonNull(sqlState, "sqlState"), List.of());
    }

    /**
     * A null in a column that takes none.
     *
     * @param column the column's name, or null where the database does not tell it
     * @param sqlState the SQLSTATE
     * @return the refusal, of code {@value #CONSTRAINT}
     */
    public static Refusal notNull(@Nullable String column, String sqlState) {
        return new Refusal(CONSTRAINT, null, column, Objects.requireNonNull(sqlState, "sqlState"), List.of());
    }

    /**
     * A value that does not fit its column.
     *
     * @param sqlState the SQLSTATE
     * @return the refusal, of code {@value #DATA}
     */
    public static Refusal data(String sqlState) {
        return new Refusal(DATA, null, null, Objects.requireNonNull(sqlState, "sqlState"), List.of());
    }

    /**
     * A write that a trigger, rule or row policy held back.
     *
     * @param sqlState the SQLSTATE that was raised, or null where the write was swallowed without an error
     * @return the refusal, of code {@value #HELD_BACK}
     */
    public static Refusal heldBack(@Nullable String sqlState) {
        return new Refusal(HELD_BACK, null, null, sqlState, List.of());
    }

    /**
     * Returns what kind of reason this is.
     *
     * @return one of this class's constants, or one that a later release adds
     */
    public String code() {
        return code;
    }

    /**
     * Returns the name of the constraint that does not hold.
     *
     * @return the name, or empty if this is about no constraint or the database does not tell it
     */
    public Optional<String> constraint() {
        return Optional.ofNullable(constraint);
    }

    /**
     * Returns the name of the column that takes no null.
     *
     * @return the name, or empty if this is about something else or the database does not tell it
     */
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }

    /**
     * Returns the SQLSTATE that the database raised.
     *
     * @return five characters, or empty if it raised none
     */
    public Optional<String> sqlState() {
        return Optional.ofNullable(sqlState);
    }

    /**
     * Returns what a validator found.
     *
     * @return the violations; empty unless the code is {@value #INVALID}
     */
    public List<String> violations() {
        return violations;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Refusal that
                && code.equals(that.code)
                && Objects.equals(constraint, that.constraint)
                && Objects.equals(column, that.column)
                && Objects.equals(sqlState, that.sqlState)
                && violations.equals(that.violations);
    }

    @Override
    public int hashCode() {
        return Objects.hash(code, constraint, column, sqlState, violations);
    }

    /**
     * Describes the refusal without the violations' texts: {@code constraint airport_pkey (SQLSTATE 23505)}.
     *
     * @return a line that is safe to log
     */
    @Override
    public String toString() {
        StringBuilder line = new StringBuilder(code);
        if (constraint != null) {
            line.append(' ').append(SafeText.of(constraint));
        }
        if (column != null) {
            line.append(" on column ").append(SafeText.of(column));
        }
        if (!violations.isEmpty()) {
            line.append(" (").append(violations.size()).append(" violations)");
        }
        return sqlState == null
                ? line.toString()
                : line.append(" (SQLSTATE ").append(sqlState).append(')').toString();
    }
}
