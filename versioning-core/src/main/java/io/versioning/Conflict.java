package io.versioning;

import io.versioning.internal.text.Carried;
import io.versioning.internal.text.SafeText;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a guarded write ran into: the expected version did not hold.
 *
 * <p>Everything in a conflict was observed. {@link #actual()} is the version found by a read that came after the check
 * failed; it is never equal to {@link #expected()}, and it is absent rather than guessed where the row is gone or where
 * no sound read was possible (the transaction was aborted, or runs above READ COMMITTED and would see its old snapshot).
 * The row may have moved on again since that read.
 *
 * <p>{@link #currentState()} comes from the same row image as the actual version, and only if the call asked for it.
 * {@code toString()} never prints it. A conflict survives Java serialization; an id that can't be serialized arrives as
 * its text, a state that can't be is left out.
 *
 * <p>Immutable, and thread-safe if the id and the state are.
 */
public final class Conflict implements Serializable {

    private static final long serialVersionUID = 1L;

    /** How the expected version failed to hold. */
    public enum Kind {
        /** The row is there, and at another version: somebody else wrote it since. */
        STALE,
        /** There is no such row: it was deleted, was never there, or is hidden from this caller. */
        MISSING
    }

    /** Where the actual version and the current state were read. */
    public enum ReadFrom {
        /** From committed data, outside any transaction of the caller's. */
        COMMITTED,
        /** Inside the caller's still open transaction, which sees that transaction's own uncommitted writes. */
        OPEN_TRANSACTION
    }

    private final String entity;
    private final Carried id;
    private final Kind kind;
    private final long expected;
    private final @Nullable Long actual;
    private final @Nullable ReadFrom readFrom;

    @SuppressWarnings("serial") // written only where it can be: see writeObject
    private final @Nullable Object currentState;

    private Conflict(Kind kind, Row row, @Nullable Long actual, @Nullable ReadFrom readFrom, @Nullable Object state) {
        this.entity = row.entity;
        this.id = new Carried(row.id);
        this.kind = kind;
        this.expected = row.expected;
        this.actual = actual;
        this.readFrom = readFrom;
        this.currentState = state;
    }

    /**
     * A conflict on a row that was read at another version than the expected one.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param expected the version that the caller expected
     * @param actual the version that was found
     * @param readFrom where it was found
     * @return the conflict, of kind {@link Kind#STALE}
     * @throws IllegalArgumentException if {@code actual} equals {@code expected}: that is no conflict
     */
    public static Conflict stale(String entity, Object id, long expected, long actual, ReadFrom readFrom) {
        Row row = new Row(entity, id, expected);
        if (actual == expected) {
            throw new IllegalArgumentException("actual: a conflict's actual version is never its expected one, and both"
                    + " are " + expected + " on " + SafeText.of(entity) + " " + SafeText.of(id));
        }
        return new Conflict(Kind.STALE, row, actual, Objects.requireNonNull(readFrom, "readFrom"), null);
    }

    /**
     * A conflict on a row that is there but has moved on, to a version that could not be read soundly.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param expected the version that the caller expected
     * @return the conflict, of kind {@link Kind#STALE}, without an actual version
     */
    public static Conflict staleUnread(String entity, Object id, long expected) {
        return new Conflict(Kind.STALE, new Row(entity, id, expected), null, null, null);
    }

    /**
     * A conflict on a row that is not there.
     *
     * @param entity the name of the entity or table
     * @param id the row's id
     * @param expected the version that the caller expected
     * @param readFrom where the row was looked for
     * @return the conflict, of kind {@link Kind#MISSING}, without an actual version
     */
    public static Conflict missing(String entity, Object id, long expected, ReadFrom readFrom) {
        return new Conflict(
                Kind.MISSING, new Row(entity, id, expected), null, Objects.requireNonNull(readFrom, "readFrom"), null);
    }

    /**
     * Returns this conflict with the row's current state.
     *
     * @param state the state, detached and taken from the row image that the actual version was read from
     * @return a conflict like this one that carries the state
     * @throws IllegalStateException if this conflict has no actual version, and so no row image
     */
    public Conflict withCurrentState(Object state) {
        if (actual == null) {
            throw new IllegalStateException("A conflict without an actual version has no current state: " + this);
        }
        Row row = new Row(entity, id(), expected);
        return new Conflict(kind, row, actual, readFrom, Objects.requireNonNull(state, "state"));
    }

    /**
     * Returns the name of the entity or table.
     *
     * @return the name, as the application gave it
     */
    public String entity() {
        return entity;
    }

    /**
     * Returns the id of the row.
     *
     * @return the id, as the caller gave it
     */
    public Object id() {
        return id.value();
    }

    /**
     * Tells a row that moved on from one that is not there.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * Returns the version that the caller based the change on.
     *
     * @return the expected version
     */
    public long expected() {
        return expected;
    }

    /**
     * Returns the version that was found after the check had failed.
     *
     * @return a version other than the expected one, or empty if the row is gone or could not be read soundly
     */
    public OptionalLong actual() {
        return actual == null ? OptionalLong.empty() : OptionalLong.of(actual);
    }

    /**
     * Tells where the row was read.
     *
     * @return the place of the read, or empty if there was no sound one
     */
    public Optional<ReadFrom> readFrom() {
        return Optional.ofNullable(readFrom);
    }

    /**
     * Returns the row as it was when the actual version was read.
     *
     * @return the state, or empty if the call did not ask for it or there is no actual version
     */
    public Optional<Object> currentState() {
        return Optional.ofNullable(currentState);
    }

    /**
     * Returns the current state as a type that the caller knows.
     *
     * @param type the type that the adapter hands out: a row of the JDBC or jOOQ adapter, or the entity class
     * @param <T> the type
     * @return the state, or empty if there is none
     * @throws ClassCastException if the state is of another type; the message names both types and no values
     */
    public <T> Optional<T> currentState(Class<T> type) {
        if (currentState == null || type.isInstance(currentState)) {
            return Optional.ofNullable(type.cast(currentState));
        }
        throw new ClassCastException(
                "The current state is a " + currentState.getClass().getName() + ", not a " + type.getName());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Conflict that
                && entity.equals(that.entity)
                && id().equals(that.id())
                && kind == that.kind
                && expected == that.expected
                && Objects.equals(actual, that.actual)
                && readFrom == that.readFrom
                && Objects.equals(currentState, that.currentState);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity, id(), kind, expected, actual, readFrom);
    }

    /**
     * Describes the conflict in a line, without the current state: {@code Portfolio 42: expected version 5, found 7}.
     *
     * @return a line that is safe to log: the entity's and the row's names are escaped and shortened
     */
    @Override
    public String toString() {
        return SafeText.of(entity) + " " + SafeText.of(id()) + ": " + finding();
    }

    String finding() {
        String found = actual == null ? "another one, which could not be read" : String.valueOf(actual);
        return "expected version " + expected + ", found " + (kind == Kind.MISSING ? "no such row" : found);
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        ObjectOutputStream.PutField fields = out.putFields();
        fields.put("entity", entity);
        fields.put("id", id);
        fields.put("kind", kind);
        fields.put("expected", expected);
        fields.put("actual", actual);
        fields.put("readFrom", readFrom);
        fields.put("currentState", Carried.isSerializable(currentState) ? currentState : null);
        out.writeFields();
    }

    private record Row(String entity, Object id, long expected) {
        Row {
            Objects.requireNonNull(entity, "entity");
            Objects.requireNonNull(id, "id");
            if (expected < 0) {
                throw new IllegalArgumentException("expected: a version is never negative, and this is " + expected);
            }
        }
    }
}
