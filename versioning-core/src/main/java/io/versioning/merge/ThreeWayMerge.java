package io.versioning.merge;

import io.versioning.merge.Clash.Reason;
import io.versioning.merge.MergeResult.Clashed;
import io.versioning.merge.MergeResult.Merged;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Joins the edits of two people to one state, if they edited different fields; anything else is a person's decision.
 *
 * <pre>{@code
 * ThreeWayMerge<Airport> merge = ThreeWayMerge.of(Fields.ofRecord(Airport.class).ignoring("code", "version"))
 *         .excluding("status")
 *         .together("latitude", "longitude");
 *
 * String answer = merge.merge(base, attempted, current).fold(
 *         merged -> save(merged.state()),
 *         clashed -> ask(clashed.comparison(), clashed.clashes()));
 * }</pre>
 *
 * <p>The rules, each one the same for both sides, so that swapping attempted and current gives the same state
 * (but for ignored fields, which are always those of the current row) or the same clashes:
 *
 * <ul>
 *   <li>A field that both sides changed clashes, <b>also if they changed it to the same value</b>: two people who each
 *       take one of 10 seats both write 9, and joining that would sell a seat twice.
 *   <li>A field that is {@linkplain #excluding excluded}, or not {@linkplain #allowing allowed}, clashes as soon as
 *       <b>either side</b> changed it, whatever the other side did: neither is the attempt's value put onto a row that
 *       has moved, nor is the attempt's edit of another field put next to a value that its author never saw.
 *   <li>Of fields that {@linkplain #together belong together}, an edit of one by one side clashes with an edit of the
 *       same or another one by the other side.
 *   <li>If nothing clashes, the merged state is the current one with the attempt's edits. One clash is enough for
 *       nothing to be merged.
 * </ul>
 *
 * <p>What a field's change is, is told by {@link Comparison}. A merge sees the fields, not what they mean: two edits of
 * different fields can still contradict each other (a start after the end). Name such fields in {@code together}, or
 * let the state's own checks refuse it.
 *
 * <p>Immutable and thread-safe, if its {@link Fields} are: each call returns a new merge. It executes no statement.
 *
 * @param <T> the type of a state
 */
public final class ThreeWayMerge<T> {

    private final Fields<T> fields;
    private final @Nullable Set<String> allowed;
    private final Set<String> excluded;
    private final List<Set<String>> groups;

    private ThreeWayMerge(
            Fields<T> fields, @Nullable Set<String> allowed, Set<String> excluded, List<Set<String>> groups) {
        this.fields = fields;
        this.allowed = allowed;
        this.excluded = excluded;
        this.groups = groups;
    }

    /**
     * Returns a merge of all fields.
     *
     * @param fields how a state is read and copied; let it {@linkplain Fields#ignoring ignore} id, version and audit
     *     columns
     * @param <T> the type of a state
     * @return the merge
     */
    public static <T> ThreeWayMerge<T> of(Fields<T> fields) {
        return new ThreeWayMerge<>(Objects.requireNonNull(fields, "fields"), null, Set.of(), List.of());
    }

    /**
     * Returns a merge of these fields only, also when the state gets new ones later. A second call adds to the first;
     * none of the fields that are {@linkplain #excluding excluded} becomes allowed.
     *
     * @param names the fields that may be merged; none at all means that every change clashes
     * @return a new merge
     * @throws IllegalArgumentException if there is no such field, or it is ignored (for maps: thrown by the merge)
     */
    public ThreeWayMerge<T> allowing(String... names) {
        Set<String> before = allowed == null ? Set.of() : allowed;
        return new ThreeWayMerge<>(fields, union(before, known("allowing", names)), excluded, groups);
    }

    /**
     * Returns a merge of all fields but these: a change of one of them, by either side, clashes.
     *
     * @param names the fields that a person must decide on
     * @return a new merge
     * @throws IllegalArgumentException if there is no such field, or it is ignored (for maps: thrown by the merge)
     */
    public ThreeWayMerge<T> excluding(String... names) {
        return new ThreeWayMerge<>(fields, allowed, union(excluded, known("excluding", names)), groups);
    }

    /**
     * Returns a merge that treats some fields as one: latitude and longitude, amount and currency. Each call makes one
     * more group; a field may be in several.
     *
     * @param first a field of the group
     * @param second another one
     * @param others the rest of the group
     * @return a new merge
     * @throws IllegalArgumentException if there is no such field, or it is ignored (for maps: thrown by the merge)
     */
    public ThreeWayMerge<T> together(String first, String second, String... others) {
        String[] names =
                Stream.concat(Stream.of(first, second), Stream.of(others)).toArray(String[]::new);
        List<Set<String>> more = Stream.concat(groups.stream(), Stream.of(known("together", names)))
                .toList();
        return new ThreeWayMerge<>(fields, allowed, excluded, more);
    }

    /**
     * Returns the joined edits, or why they can't be joined.
     *
     * @param base what the user saw
     * @param attempted what they want; a map may be partial: a field that it does not have was not changed
     * @param current what is there
     * @return a merged state, or the clashes
     * @throws IllegalArgumentException if attempted has a field that base does not have, current lacks one that base
     *     has, or a field named in this merge is not in base
     */
    public MergeResult<T> merge(T base, T attempted, T current) {
        return decide(Comparison.of(fields, base, attempted, current), current);
    }

    /**
     * Returns the joined edits of a PATCH or of the touched fields of a form, or why they can't be joined.
     *
     * @param base what the user saw
     * @param changes the fields that they want to be otherwise, null where a field is to become null
     * @param current what is there
     * @return a merged state, or the clashes
     * @throws IllegalArgumentException if base has no field of a name in the changes, the field can't take that type of
     *     value, current lacks a field that base has, or a field named in this merge is not in base
     */
    public MergeResult<T> mergeChanges(T base, Map<String, ?> changes, T current) {
        return decide(Comparison.ofChanges(fields, base, changes, current), current);
    }

    private MergeResult<T> decide(Comparison comparison, T current) {
        requireAllIn(comparison);
        Set<String> torn = torn(comparison);
        List<Clash> clashes = comparison.changed().stream()
                .flatMap(field -> reason(field, torn).map(reason -> new Clash(field, reason)).stream())
                .toList();
        return clashes.isEmpty()
                ? new Merged<>(fields.with(current, comparison.attemptedChanges()), comparison)
                : new Clashed<>(comparison, clashes);
    }

    private Optional<Reason> reason(FieldComparison field, Set<String> torn) {
        if (field.change().isByBoth()) {
            return Optional.of(Reason.CHANGED_ON_BOTH);
        }
        if (excluded.contains(field.name()) || (allowed != null && !allowed.contains(field.name()))) {
            return Optional.of(Reason.NOT_ALLOWED);
        }
        return torn.contains(field.name()) ? Optional.of(Reason.BELONGS_TOGETHER) : Optional.empty();
    }

    /** The fields of all groups that both sides have changed something in. */
    private Set<String> torn(Comparison comparison) {
        return groups.stream()
                .filter(group -> hasAny(group, comparison.changedByAttempted()))
                .filter(group -> hasAny(group, comparison.changedByCurrent()))
                .flatMap(Set::stream)
                .collect(Collectors.toSet());
    }

    private static boolean hasAny(Set<String> group, List<FieldComparison> changed) {
        return changed.stream().anyMatch(field -> group.contains(field.name()));
    }

    private void requireAllIn(Comparison comparison) {
        List<String> names = comparison.names();
        FieldNames.requireKnown("allowing", allowed == null ? Set.of() : allowed, names);
        FieldNames.requireKnown("excluding", excluded, names);
        groups.forEach(group -> FieldNames.requireKnown("together", group, names));
    }

    private Set<String> known(String argument, String... names) {
        Set<String> copy = FieldNames.copy(argument, names);
        fields.names().ifPresent(known -> FieldNames.requireKnown(argument, copy, known));
        return copy;
    }

    private static Set<String> union(Set<String> some, Set<String> more) {
        Set<String> union = new LinkedHashSet<>(some);
        union.addAll(more);
        return union;
    }

    /**
     * Describes the merge: {@code merge of fields of Airport, excluding [status]}.
     *
     * @return the names of the fields that are treated specially
     */
    @Override
    public String toString() {
        return "merge of " + fields
                + (allowed == null ? "" : ", allowing " + FieldNames.list(allowed))
                + (excluded.isEmpty() ? "" : ", excluding " + FieldNames.list(excluded))
                + groups.stream()
                        .map(group -> ", together " + FieldNames.list(group))
                        .reduce("", String::concat);
    }
}
