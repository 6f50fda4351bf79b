package io.versioning.schema;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the schema has found: problems that keep it from being ready, and notes that don't.
 *
 * <p>Immutable and thread-safe.
 */
public final class Readiness {

    private final List<Finding> problems;
    private final List<Finding> notes;

    Readiness(List<Finding> problems, List<Finding> notes) {
        this.problems = List.copyOf(problems);
        this.notes = List.copyOf(notes);
    }

    /**
     * Returns what is wrong.
     *
     * @return the findings, table by table in the order of the tables; empty if the schema is ready
     */
    public List<Finding> problems() {
        return problems;
    }

    /**
     * Returns what is worth knowing, and wrong only if somebody says so.
     *
     * @return findings of kind {@link Finding.Kind#OTHER_TRIGGER}, table by table
     */
    public List<Finding> notes() {
        return notes;
    }

    /**
     * Turns a schema that is not ready into an exception.
     *
     * @return this, if there are no problems
     * @throws SchemaUnsuitableException if there are; it carries them
     */
    @CanIgnoreReturnValue
    public Readiness throwIfNotReady() {
        if (!problems.isEmpty()) {
            throw new SchemaUnsuitableException(problems);
        }
        return this;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Readiness that && problems.equals(that.problems) && notes.equals(that.notes);
    }

    @Override
    public int hashCode() {
        return 31 * problems.hashCode() + notes.hashCode();
    }

    /** Describes the findings, one a line. */
    @Override
    public String toString() {
        return problems.isEmpty() ? "Ready" : SchemaUnsuitableException.describe(problems);
    }
}
