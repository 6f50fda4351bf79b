package io.versioning.bulk;

import io.versioning.bulk.internal.RowSource;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of one row of a bulk, at the version that the caller has read: an update, a touch or a delete. Made by
 * {@link BulkTable}. Immutable, and as thread-safe as its values.
 */
public final class RowChange {

    private final Begun begun;
    private final @Nullable Set last;

    private RowChange(Begun begun, @Nullable Set last) {
        this.begun = begun;
        this.last = last;
    }

    static RowChange of(TableRequest table, String entity, Object id, long expected, RowSource.Action action) {
        return new RowChange(new Begun(table, entity, id, expected, action), null);
    }

    /** All of a change but what it sets. */
    private record Begun(TableRequest table, String entity, Object id, long expected, RowSource.Action action) {}

    private record Set(
            @Nullable Set before, String column, @Nullable Object value) implements RowSource.Setting {}

    /** The change, as the engine reads it. */
    private record Described(Begun begun, @Nullable Set last) implements RowSource {

        @Override
        public TableRequest table() {
            return begun.table();
        }

        @Override
        public Object id() {
            return begun.id();
        }

        @Override
        public long expected() {
            return begun.expected();
        }

        @Override
        public Action action() {
            return begun.action();
        }
    }

    RowSource described() {
        return new Described(begun, last);
    }

    /**
     * Sets a column.
     *
     * @param column the column; not the version, nor part of the key
     * @param value the value, or null
     * @return the change with that
     * @throws IllegalStateException if this is no update
     */
    public RowChange set(String column, @Nullable Object value) {
        if (begun.action() != RowSource.Action.UPDATE) {
            throw new IllegalStateException("A touch or delete sets nothing; begin with update(...)");
        }
        return new RowChange(begun, new Set(last, Objects.requireNonNull(column, "column"), value));
    }

    /**
     * Sets several columns.
     *
     * @param values the values by column
     * @return the change with these
     * @throws IllegalStateException if this is no update
     */
    public RowChange setAll(Map<String, ? extends @Nullable Object> values) {
        RowChange all = this;
        for (Map.Entry<String, ? extends @Nullable Object> value : values.entrySet()) {
            all = all.set(value.getKey(), value.getValue());
        }
        return all;
    }

    /**
     * Returns the id.
     *
     * @return the id, as it was given
     */
    public Object id() {
        return begun.id();
    }

    /**
     * Returns the expected version.
     *
     * @return the version, 0 or more
     */
    public long expected() {
        return begun.expected();
    }

    /** Describes the change by entity, id and version, without values. */
    @Override
    public String toString() {
        return SafeText.of(begun.entity()) + " " + SafeText.of(begun.id()) + " at version " + begun.expected();
    }
}
