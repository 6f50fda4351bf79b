package io.versioning.merge;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of a merge: {@link Merged} or {@link Clashed}. Both hold the comparison that it was decided on.
 *
 * <p>Results are immutable, and thread-safe if the state is. {@code toString()} prints names and counts, no value.
 *
 * @param <T> the type of a state
 */
public sealed interface MergeResult<T> {

    /**
     * Returns the three states, field by field.
     *
     * @return the comparison that the merge was decided on
     */
    Comparison comparison();

    /**
     * Returns what the function for this result makes of it.
     *
     * @param merged for edits that were joined
     * @param clashed for edits that a person must decide on
     * @param <R> the type of the answer
     * @return the answer of the one function that was called
     */
    default <R extends @Nullable Object> R fold(
            Function<? super Merged<T>, ? extends R> merged, Function<? super Clashed<T>, ? extends R> clashed) {
        Objects.requireNonNull(merged, "merged");
        Objects.requireNonNull(clashed, "clashed");
        if (this instanceof Merged<T> result) {
            return merged.apply(result);
        }
        return clashed.apply((Clashed<T>) this);
    }

    /**
     * The edits of both sides, joined in one state. Nothing is written yet: write it expecting the version of the
     * current state that was merged, since the row may have moved on again.
     *
     * @param state the current state with the attempt's edits
     * @param comparison the three states, field by field; no field was changed by both sides
     * @param <T> the type of a state
     */
    record Merged<T>(T state, Comparison comparison) implements MergeResult<T> {

        /**
         * Checks that no field was changed by both sides.
         *
         * @param state the current state with the attempt's edits
         * @param comparison the three states, field by field
         */
        public Merged {
            Objects.requireNonNull(state, "state");
            Objects.requireNonNull(comparison, "comparison");
            if (comparison.changed().stream().anyMatch(field -> field.change().isByBoth())) {
                throw new IllegalArgumentException("comparison: a field was changed by both sides: " + comparison);
            }
        }

        /**
         * Returns which state each field came from.
         *
         * @return the sources by field name, in the order of the base; ignored fields are not among them
         */
        public Map<String, Source> sources() {
            Map<String, Source> sources = new LinkedHashMap<>();
            comparison.fields().forEach(field -> sources.put(field.name(), Source.of(field)));
            return Collections.unmodifiableMap(sources);
        }

        /**
         * Returns which state one field came from.
         *
         * @param name the field's name
         * @return its source
         * @throws IllegalArgumentException if there is no such field
         */
        public Source source(String name) {
            return Source.of(comparison.field(name));
        }

        /**
         * Returns the attempt's edits: all that has to be written over the current row.
         *
         * @return the new values by field name, in the order of the base; empty if the attempt changed nothing
         */
        public Map<String, @Nullable Object> changes() {
            return comparison.attemptedChanges();
        }

        @Override
        public String toString() {
            return "merged " + comparison;
        }
    }

    /**
     * Edits that only a person can join, and why.
     *
     * @param comparison the three states, field by field
     * @param clashes the fields in the way of a merge, at least one, in the order of the base; fields that could have
     *     been merged are not among them
     * @param <T> the type of a state
     */
    record Clashed<T>(Comparison comparison, List<Clash> clashes) implements MergeResult<T> {

        /**
         * Checks that there is a clash.
         *
         * @param comparison the three states, field by field
         * @param clashes the fields in the way of a merge, at least one
         */
        public Clashed {
            Objects.requireNonNull(comparison, "comparison");
            clashes = List.copyOf(clashes);
            if (clashes.isEmpty()) {
                throw new IllegalArgumentException("clashes: at least one is needed");
            }
        }

        @Override
        public String toString() {
            return "clashed on " + clashes.size() + " of " + comparison.fields().size() + " fields: " + clashes;
        }
    }
}
