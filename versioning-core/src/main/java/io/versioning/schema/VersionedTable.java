package io.versioning.schema;

import io.versioning.internal.text.SafeText;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Names a table that has, or is to have, a version column.
 *
 * <pre>{@code
 * VersionedTable.named("airport").inSchema("geo").withKey("iata")
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class VersionedTable {

    private final @Nullable String schema;
    private final String name;
    private final List<String> key;

    private VersionedTable(@Nullable String schema, String name, List<String> key) {
        this.schema = schema;
        this.name = name;
        this.key = List.copyOf(key);
    }

    /**
     * A table in the connection's current schema.
     *
     * @param name its name, without quotes: as it is in the catalogue, or as the database folds it
     * @return the table
     * @throws IllegalArgumentException if that can't be a name
     */
    public static VersionedTable named(String name) {
        return new VersionedTable(null, Names.require("name", name), List.of());
    }

    /**
     * Returns the table of that name in a given schema.
     *
     * @param schemaName the schema's name, without quotes
     * @return the table
     * @throws IllegalArgumentException if that can't be a name
     */
    public VersionedTable inSchema(String schemaName) {
        return new VersionedTable(Names.require("schemaName", schemaName), name, key);
    }

    /**
     * Returns a table whose key is checked too by {@link VersionColumns#check}. It plays no part in the DDL.
     *
     * @param columns the id columns that guarded writes will use
     * @return the table
     * @throws IllegalArgumentException if there is none, or one can't be a name
     */
    public VersionedTable withKey(String... columns) {
        if (columns.length == 0) {
            throw new IllegalArgumentException("columns: name at least one column");
        }
        return new VersionedTable(
                schema,
                name,
                Arrays.stream(columns)
                        .map(column -> Names.require("columns", column))
                        .toList());
    }

    /**
     * Returns the schema's name.
     *
     * @return the name as it was given, or empty for the connection's current schema
     */
    public Optional<String> schema() {
        return Optional.ofNullable(schema);
    }

    /**
     * Returns the table's name.
     *
     * @return the name as it was given
     */
    public String name() {
        return name;
    }

    /**
     * Returns the columns of its key.
     *
     * @return their names as they were given; none if the key is not to be checked
     */
    public List<String> key() {
        return key;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VersionedTable that
                && Objects.equals(schema, that.schema)
                && name.equals(that.name)
                && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return Objects.hash(schema, name, key);
    }

    /** Describes the table as it appears in messages: its name, after that of the schema if one was given. */
    @Override
    public String toString() {
        return (schema == null ? "" : SafeText.of(schema) + ".") + SafeText.of(name);
    }
}
