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

    private final Described described;

    private RowChange(Described described) {
        this.described = described;
    }

    static RowChange of(TableRequest table, String entity, Object id, long expected, RowSource.Action action) {
        return new RowChange(new Described(table, entity, id, expected, action, null));
    }

    /** The change, as the engine reads it. */
    private record Described(
            TableRequest table,
            String entity,
            Object id,
            long expected,
            RowSource.Action action,
            RowSource.@Nullable Setting last)
            implements RowSource {

        Described with(RowSource.Setting setting) {
            return new Described(table, entity, id, expected, action, setting);
        }
    }

    private record Set(
            RowSource.@Nullable Setting before,
            String column,
            @Nullable Object value) implements RowSource.Setting {}

    RowSource described() {
        return described;
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
        if (described.action() != RowSource.Action.UPDATE) {
            throw new IllegalStateException("A touch or delete sets nothing; begin with update(...)");
        }
        Set set = new Set(described.last(), Objects.requireNonNull(column, "column"), value);
        return new RowChange(described.with(set));
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
        return described.id();
    }

    /**
     * Returns the expected version.
     *
     * @return the version, 0 or more
     */
    public long expected() {
        return described.expected();
    }

    /** Describes the change by entity, id and version, without values. */
    @Override
    public String toString() {
        return SafeText.of(described.entity()) + " " + SafeText.of(described.id()) + " at version "
                + described.expected();
    }
}
