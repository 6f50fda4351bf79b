package io.versioning.merge;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a state is read as named fields, and how a copy with some other fields is made: the one seam between this package
 * and the application's own types.
 *
 * <pre>{@code
 * record Airport(String code, String name, double latitude, double longitude, long version) {}
 *
 * Fields<Airport> fields = Fields.ofRecord(Airport.class).ignoring("code", "version");
 * }</pre>
 *
 * <p>Column maps and records come with the library. For any other type implement {@link #read} and {@link #with}; both
 * must leave the given state alone. The fields that come with the library are immutable and thread-safe;
 * implementations must be thread-safe if they are shared.
 *
 * @param <T> the type of a state
 */
public interface Fields<T> {

    /**
     * Returns the fields of a state, in the order in which a person should see them.
     *
     * @param state the state, left unchanged
     * @return the values by field name, null where a field is null; a name that is left out means that this state says
     *     nothing about the field, which only the attempted state may do
     */
    Map<String, @Nullable Object> read(T state);

    /**
     * Returns what an attempted state says of the fields: those that {@link #read} returns, unless a type can hold a part
     * of a state without telling the rest from null.
     *
     * @param state the attempted state, left unchanged
     * @return the values by field name; a name that is left out means that the attempt leaves the field alone
     */
    default Map<String, @Nullable Object> attempted(T state) {
        return read(state);
    }

    /**
     * Returns a copy of a state in which some fields have other values.
     *
     * @param state where all other fields come from, left unchanged
     * @param changes the new values by field name, null where a field becomes null
     * @return a new state
     * @throws IllegalArgumentException if the state has no such field, or the field can't take a value of that type
     */
    T with(T state, Map<String, ?> changes);

    /**
     * Returns the names of the fields where they are known without a state, so that a misspelt name is refused when a
     * merge is set up and not only when the first conflict comes.
     *
     * @return the names, or empty if every state brings its own
     */
    default Optional<Set<String>> names() {
        return Optional.empty();
    }

    /**
     * Returns these fields without some that are kept by the library, the database or a trigger: id, version, audit
     * columns such as {@code updated_at}.
     *
     * <p>Ignored fields are not compared and can't clash. In a merged state they are those of the current row, so its
     * version is the one to expect when it is written; values for them in an attempt have no effect. Two calls ignore
     * the fields of both.
     *
     * @param names the fields to ignore; where {@link #names()} isn't known, a name that no state has is allowed
     * @return the other fields
     * @throws IllegalArgumentException if {@link #names()} is known and has no such field
     */
    default Fields<T> ignoring(String... names) {
        return new RemainingFields<>(this, FieldNames.copy("ignoring", names));
    }

    /**
     * Returns the fields of column maps: each entry is a field, named exactly as its key, upper and lower case told
     * apart.
     *
     * <p>The attempted map may be partial, as from a form or a PATCH: a field that it does not have was not changed.
     * The current map may have fields that the base does not have, because the user was not shown the whole row: they
     * are not compared, and stay as they are. Keys must not be null; a new map is unmodifiable and keeps the order of
     * the old one.
     *
     * @return the fields of any map
     */
    static Fields<Map<String, ?>> ofMap() {
        return new MapFields();
    }

    /**
     * Returns the components of a record as fields, in the order of their declaration.
     *
     * <p>A copy is made by the canonical constructor, so the record's own checks hold for a merged state too; what they
     * throw reaches the caller.
     *
     * @param type the record class; in a named module it must be public in an exported package, or its package open to
     *     this module
     * @param <R> the record type
     * @return the fields of that record
     * @throws IllegalArgumentException if the class is not a record, or its components can't be reached
     */
    static <R extends Record> Fields<R> ofRecord(Class<R> type) {
        return new RecordFields<>(type);
    }
}
