package io.versioning.merge;

import io.versioning.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The three states of a conflict side by side: every field that the user saw, once, in the order of the base.
 *
 * <pre>{@code
 * Comparison comparison = Comparison.of(Fields.ofRecord(Airport.class).ignoring("version"), base, attempted, current);
 * for (FieldComparison field : comparison.changed()) {
 *     dialog.row(field.name(), field.base(), field.attempted(), field.current(), field.change());
 * }
 * }</pre>
 *
 * <p>A field was changed by a side if that side's value is not the same as the base's. Values are the same if a
 * database would say so, wherever that is certain:
 *
 * <ul>
 *   <li>numbers by their exact value, whatever their type and scale: 1.0 and 1.00 are the same, so are an
 *       {@code Integer} from JSON and the {@code Long} of a column; 0.1 as a {@code double} is not the decimal 0.1;
 *       NaN is the same as NaN, and -0.0 as 0.0;
 *   <li>{@code java.util.Date} and its kin in {@code java.sql} by their instant, to the nanosecond;
 *   <li>arrays and lists by their elements, nested ones too; elements of primitive arrays bit for bit;
 *   <li>anything else by {@code equals}: text (upper and lower case and trailing blanks told apart), {@code java.time}
 *       (an {@code OffsetDateTime} with its offset), other collections. Where the type has no {@code equals} of its own, or
 *       that of an open resource ({@code Blob}, {@code Clob}, {@code java.sql.Array}), read it into a value first.
 * </ul>
 *
 * <p>Where a column is more lenient than these rules (a case-insensitive collation, trailing blanks in
 * {@code char(n)}), the comparison shows a change too many.
 *
 * <p>Immutable and thread-safe: arrays and dates are copied, other values are held as they are, so don't change them.
 * {@code toString()} prints names and counts, no value.
 */
public final class Comparison {

    private final List<FieldComparison> fields;

    private Comparison(List<FieldComparison> fields) {
        this.fields = List.copyOf(fields);
    }

    /**
     * Returns the comparison of three states.
     *
     * @param fields how a state is read
     * @param base what the user saw
     * @param attempted what they want; fields that it does not have (a partial map) count as unchanged by the attempt
     * @param current what is there; fields that the base does not have are left out
     * @param <T> the type of a state
     * @return each field of the base, compared
     * @throws IllegalArgumentException if attempted has a field that base does not have, or current lacks one that base
     *     has
     */
    public static <T> Comparison of(Fields<T> fields, T base, T attempted, T current) {
        Objects.requireNonNull(fields, "fields");
        Map<String, @Nullable Object> seen = read("base", base, fields::read);
        Map<String, @Nullable Object> wanted = read("attempted", attempted, fields::attempted);
        Map<String, @Nullable Object> there = read("current", current, fields::read);
        FieldNames.requireKnown("attempted", wanted.keySet(), seen.keySet());
        List<FieldComparison> compared = new ArrayList<>();
        seen.forEach((name, value) -> {
            if (!there.containsKey(name)) {
                throw new IllegalArgumentException(
                        "current: field " + SafeText.of(name) + " is missing, and base has it");
            }
            compared.add(new FieldComparison(
                    name, value, wanted.containsKey(name) ? wanted.get(name) : value, there.get(name)));
        });
        return new Comparison(compared);
    }

    /**
     * Returns the comparison for an attempt that is told by its changes only: a PATCH, or the touched fields of a form.
     *
     * @param fields how a state is read
     * @param base what the user saw
     * @param changes the fields that they want to be otherwise, null where a field is to become null; all others count
     *     as unchanged by the attempt
     * @param current what is there
     * @param <T> the type of a state
     * @return each field of the base, compared
     * @throws IllegalArgumentException if base has no field of a name in the changes, the field can't take that type of
     *     value, or current lacks a field that base has
     */
    public static <T> Comparison ofChanges(Fields<T> fields, T base, Map<String, ?> changes, T current) {
        Objects.requireNonNull(fields, "fields");
        Objects.requireNonNull(base, "base");
        T attempted = fields.with(base, Objects.requireNonNull(changes, "changes"));
        return of(fields, base, attempted, current);
    }

    private static <T> Map<String, @Nullable Object> read(
            String argument, T state, Function<T, Map<String, @Nullable Object>> fields) {
        Objects.requireNonNull(state, argument);
        return Detached.copy(argument, Objects.requireNonNull(fields.apply(state), argument));
    }

    /**
     * Returns all fields, changed or not.
     *
     * @return the fields in the order of the base
     */
    public List<FieldComparison> fields() {
        return fields;
    }

    /**
     * Returns one field.
     *
     * @param name the field's name
     * @return the field, compared
     * @throws IllegalArgumentException if there is no such field
     */
    public FieldComparison field(String name) {
        Objects.requireNonNull(name, "name");
        FieldNames.requireKnown("name", List.of(name), names());
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Returns the fields that at least one side changed.
     *
     * @return some of the fields, in the order of the base
     */
    public List<FieldComparison> changed() {
        return where(change -> change != Change.UNCHANGED);
    }

    /**
     * Returns the fields that the attempt changed, alone or as well.
     *
     * @return some of the fields, in the order of the base
     */
    public List<FieldComparison> changedByAttempted() {
        return where(Change::isByAttempted);
    }

    /**
     * Returns the fields that somebody else changed in the row, alone or as well.
     *
     * @return some of the fields, in the order of the base
     */
    public List<FieldComparison> changedByCurrent() {
        return where(Change::isByCurrent);
    }

    Map<String, @Nullable Object> attemptedChanges() {
        Map<String, @Nullable Object> changes = new LinkedHashMap<>();
        changedByAttempted().forEach(field -> changes.put(field.name(), field.attempted()));
        return Collections.unmodifiableMap(changes);
    }

    List<String> names() {
        return fields.stream().map(FieldComparison::name).toList();
    }

    private List<FieldComparison> where(Predicate<Change> condition) {
        return fields.stream().filter(field -> condition.test(field.change())).toList();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Comparison that && fields.equals(that.fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    /**
     * Describes the comparison without its values: {@code 7 fields, changed: [name: ATTEMPTED_ONLY]}.
     *
     * @return a text that is safe to log
     */
    @Override
    public String toString() {
        return fields.size() + " fields, changed: " + changed();
    }
}
