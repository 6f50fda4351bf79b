package io.versioning.jdbc;

import io.versioning.CompositeId;
import io.versioning.Versioned;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.Column;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.ExactNumber;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.RowImage;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A row as one statement saw it: its state and its version belong together.
 *
 * <p>Columns go by the name that they were created with, in lower case where that name was not quoted. Values are
 * detached from the connection: numbers, text, {@code boolean}, {@code java.time}, {@code byte[]}, {@code UUID}, a
 * {@code List} for an array, and text for types that the JDK doesn't know, such as json.
 *
 * <p>Immutable but for the content of a {@code byte[]}, and as such thread-safe. {@code toString()} prints no values.
 */
public final class Row implements Versioned, Serializable {

    private static final long serialVersionUID = 1L;

    private final String entity;

    @SuppressWarnings("serial") // a detached value
    private final Object id;

    private final long version;

    @SuppressWarnings("serial") // a LinkedHashMap, and detached values are serializable
    private final Map<String, @Nullable Object> values;

    @SuppressWarnings("serial") // as values
    private final Map<String, @Nullable Object> fields;

    private Row(String entity, Object id, RowImage image) {
        this.entity = entity;
        this.id = id;
        this.version = image.version();
        this.values = image.values();
        Map<String, @Nullable Object> others = new LinkedHashMap<>(values);
        others.remove(image.table().version().label());
        image.table().ids().forEach(column -> others.remove(column.label()));
        image.table().columns().values().stream()
                .filter(Column::generated)
                .forEach(column -> others.remove(column.label()));
        this.fields = Collections.unmodifiableMap(others);
    }

    static Row of(String entity, RowImage image) {
        return new Row(entity, Ids.of(keyOf(image)), image);
    }

    private static List<@Nullable Object> keyOf(RowImage image) {
        CheckedTable table = image.table();
        return table.ids().stream()
                .map(Column::label)
                .<@Nullable Object>map(image.values()::get)
                .toList();
    }

    /**
     * Returns the row's id.
     *
     * @return the value of the id column, or a {@link CompositeId}
     */
    public Object id() {
        return id;
    }

    @Override
    public long version() {
        return version;
    }

    /**
     * Returns the value of a column.
     *
     * @param column its name; upper and lower case are told apart only if there is a column of exactly this name
     * @return the value, or null
     * @throws IllegalArgumentException if there is no such column
     */
    public @Nullable Object get(String column) {
        if (values.containsKey(column)) {
            return values.get(column);
        }
        for (Map.Entry<String, @Nullable Object> value : values.entrySet()) {
            if (value.getKey().equalsIgnoreCase(column)) {
                return value.getValue();
            }
        }
        throw new IllegalArgumentException("column: " + SafeText.of(entity) + " has no column " + SafeText.of(column));
    }

    /**
     * Returns the value of a column that is not null, as a type that the caller knows.
     *
     * <p>Numbers are converted where that loses nothing: a column that is widened to bigint can still be read as an
     * {@code Integer}, as long as the number fits.
     *
     * @param column its name
     * @param type the type, such as {@code String.class} or {@code Integer.class}
     * @param <T> the type
     * @return the value
     * @throws IllegalArgumentException if there is no such column
     * @throws ClassCastException if the value is of another type
     * @throws ArithmeticException if the value is a number that the type can't hold exactly
     * @throws NullPointerException if the value is null
     */
    public <T> T get(String column, Class<T> type) {
        Object value = Objects.requireNonNull(get(column), () -> "column " + SafeText.of(column) + " is null");
        return type.cast(value instanceof Number number ? ExactNumber.as(type, number) : value);
    }

    /**
     * Returns what an update may set: the values of all columns but the id's, the version's and those that the database
     * computes.
     *
     * @return the values by column, in the order of the table; not modifiable, and values may be null
     */
    public Map<String, @Nullable Object> fields() {
        return fields;
    }

    /**
     * Returns all values.
     *
     * @return the values by column, in the order of the table; not modifiable, and values may be null
     */
    public Map<String, @Nullable Object> values() {
        return values;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row that
                && entity.equals(that.entity)
                && version == that.version
                && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return Objects.hash(entity, id, version);
    }

    @Override
    public String toString() {
        return SafeText.of(entity) + " " + SafeText.of(id) + " at version " + version;
    }
}
