package io.versioning.jdbc;

import io.versioning.internal.sql.TableRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Describes a table: its name, the columns of its key, its version column, and what is stamped with each write.
 *
 * <pre>{@code
 * TableSpec.of("airport", "iata").versionColumn("row_version").stampingTime("updated_at").stampingActor("updated_by")
 * }</pre>
 *
 * <p>Names are looked up in the catalogue, as written or as the database folds unquoted names, and quoted; text that is
 * no name of a table or column is refused. The table is checked once, before the first statement on it.
 *
 * <p>Immutable and thread-safe.
 */
public final class TableSpec {

    private final TableRequest request;
    private final String entity;
    private final List<Stamp> stamps;

    private TableSpec(TableRequest request, String entity, List<Stamp> stamps) {
        this.request = request;
        this.entity = entity;
        this.stamps = List.copyOf(stamps);
    }

    /** A column that each write sets. */
    record Stamp(String column, Kind kind) {
        enum Kind {
            TIME,
            ACTOR
        }
    }

    /**
     * A table in the connection's current schema, with a version column named {@code version}.
     *
     * @param name its name
     * @param idColumns its primary key, or a unique key of NOT NULL columns
     * @return the description
     * @throws IllegalArgumentException if there is no id column
     */
    public static TableSpec of(String name, String... idColumns) {
        Objects.requireNonNull(name, "name");
        if (idColumns.length == 0) {
            throw new IllegalArgumentException("idColumns: name at least one column");
        }
        return new TableSpec(new TableRequest(null, name, List.of(idColumns), "version"), name, List.of());
    }

    /**
     * Returns a description of the table in a given schema.
     *
     * @param schema the schema
     * @return the description
     */
    public TableSpec inSchema(String schema) {
        Objects.requireNonNull(schema, "schema");
        return new TableSpec(
                new TableRequest(schema, request.name(), request.idColumns(), request.versionColumn()), entity, stamps);
    }

    /**
     * Returns a description with another version column.
     *
     * @param column a NOT NULL column of type smallint, integer or bigint
     * @return the description
     */
    public TableSpec versionColumn(String column) {
        Objects.requireNonNull(column, "column");
        return new TableSpec(
                new TableRequest(request.schema(), request.name(), request.idColumns(), column), entity, stamps);
    }

    /**
     * Returns a description that goes by another name in conflicts, messages and logs.
     *
     * @param name the name; the table's own unless this is called
     * @return the description
     */
    public TableSpec entity(String name) {
        return new TableSpec(request, Objects.requireNonNull(name, "name"), stamps);
    }

    /**
     * Returns a description in which a column is set to the database's time with each insert, update and touch, in the
     * same statement.
     *
     * <p>On PostgreSQL this is the time of the statement; on H2, the start of its transaction.
     *
     * @param column a column of a timestamp type
     * @return the description
     */
    public TableSpec stampingTime(String column) {
        return stamping(new Stamp(Objects.requireNonNull(column, "column"), Stamp.Kind.TIME));
    }

    /**
     * Returns a description in which a column is set to the actor with each insert, update and touch, in the same
     * statement.
     *
     * @param column a column of a text type; it is set to null where nobody is known
     * @return the description
     */
    public TableSpec stampingActor(String column) {
        return stamping(new Stamp(Objects.requireNonNull(column, "column"), Stamp.Kind.ACTOR));
    }

    private TableSpec stamping(Stamp stamp) {
        List<Stamp> more = new ArrayList<>(stamps);
        more.add(stamp);
        return new TableSpec(request, entity, more);
    }

    /**
     * Returns the table's name.
     *
     * @return the name, as it was given
     */
    public String name() {
        return request.name();
    }

    /**
     * Returns the schema in which the table is looked for.
     *
     * @return the schema, or empty if the connection's own path decides
     */
    public Optional<String> schema() {
        return Optional.ofNullable(request.schema());
    }

    /**
     * Returns the columns that make up the id.
     *
     * @return at least one, in the order of the id's parts
     */
    public List<String> idColumns() {
        return request.idColumns();
    }

    /**
     * Returns the column that holds the version.
     *
     * @return its name
     */
    public String versionColumn() {
        return request.versionColumn();
    }

    /**
     * Returns the name for messages, conflicts and the log.
     *
     * @return the entity's name
     */
    public String entity() {
        return entity;
    }

    /**
     * Returns the columns that each write sets to the database's clock.
     *
     * @return their names
     */
    public List<String> timeStamps() {
        return stamps(Stamp.Kind.TIME);
    }

    /**
     * Returns the columns that each write sets to the actor.
     *
     * @return their names
     */
    public List<String> actorStamps() {
        return stamps(Stamp.Kind.ACTOR);
    }

    private List<String> stamps(Stamp.Kind kind) {
        return stamps.stream()
                .filter(stamp -> stamp.kind() == kind)
                .map(Stamp::column)
                .toList();
    }

    TableRequest request() {
        return request;
    }

    List<Stamp> stamps() {
        return stamps;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TableSpec that
                && request.equals(that.request)
                && entity.equals(that.entity)
                && stamps.equals(that.stamps);
    }

    @Override
    public int hashCode() {
        return Objects.hash(request, entity, stamps);
    }

    @Override
    public String toString() {
        return "TableSpec[" + request + ", entity=" + entity + ", stamps=" + stamps + "]";
    }
}
