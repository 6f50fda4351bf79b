package io.versioning.jooq.internal;

import io.versioning.TableUnsuitableException;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Fields;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UniqueKey;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A table as the application describes it. Immutable and thread-safe.
 *
 * @param table the table
 * @param ids the fields of its key
 * @param version its version
 * @param entity the name of the entity or table, for messages
 * @param stamps what each write sets besides
 * @param <R> the type of its records
 */
public record JooqTable<R extends Record>(
        Table<R> table, List<Field<?>> ids, Field<?> version, String entity, List<Stamp> stamps) {

    private static final String VERSION = "version";

    /** Copies the lists. */
    public JooqTable {
        ids = List.copyOf(ids);
        stamps = List.copyOf(stamps);
    }

    /**
     * A column that each write sets.
     *
     * @param field the column
     * @param kind what it is set to
     */
    public record Stamp(Field<?> field, Kind kind) {
        /** What a stamp is set to. */
        public enum Kind {
            /** The database's time. */
            TIME,
            /** The actor. */
            ACTOR
        }
    }

    /**
     * A table whose key and version the generated code tells, or the arguments.
     *
     * @param table the table
     * @param ids the fields of its key; none for the primary key
     * @param <R> the type of its records
     * @return the table
     * @throws TableUnsuitableException if there is no key
     */
    public static <R extends Record> JooqTable<R> of(Table<R> table, List<Field<?>> ids) {
        return new JooqTable<>(
                table, ids.isEmpty() ? primaryKey(table) : ids, versionOf(table), table.getName(), List.of());
    }

    private static List<Field<?>> primaryKey(Table<?> table) {
        UniqueKey<?> key = table.getPrimaryKey();
        if (key == null) {
            throw new TableUnsuitableException(
                    table.getName(), "its jOOQ table has no primary key; name the id fields: table(TABLE, TABLE.ID)");
        }
        return List.copyOf(key.getFields());
    }

    /** What the generator was told is the record version, or else the field of that name. */
    private static Field<?> versionOf(Table<?> table) {
        TableField<?, ?> configured = table.getRecordVersion();
        if (configured != null) {
            return configured;
        }
        for (Field<?> field : table.fields()) {
            if (field.getName().equalsIgnoreCase(VERSION)) {
                return field;
            }
        }
        return DSL.field(DSL.unquotedName(VERSION));
    }

    /**
     * Returns a table with another version.
     *
     * @param field the version
     * @return the table
     */
    public JooqTable<R> versionedBy(Field<?> field) {
        return new JooqTable<>(table, ids, Objects.requireNonNull(field, "field"), entity, stamps);
    }

    /**
     * Returns a table with another name in messages.
     *
     * @param name the name
     * @return the table
     */
    public JooqTable<R> named(String name) {
        return new JooqTable<>(table, ids, version, Objects.requireNonNull(name, "name"), stamps);
    }

    /**
     * Returns a table with one more stamp.
     *
     * @param stamp the stamp
     * @return the table
     */
    public JooqTable<R> stamping(Stamp stamp) {
        List<Stamp> more = new ArrayList<>(stamps);
        more.add(stamp);
        return new JooqTable<>(table, ids, version, entity, more);
    }

    /**
     * Tells what to check in the catalogue.
     *
     * @param dsl how names are rendered
     * @return the table's name and those of its key and version
     */
    public TableRequest request(DSLContext dsl) {
        List<String> name = SqlNames.of(table, dsl);
        @Nullable String schema = name.size() > 1 ? name.get(name.size() - 2) : null;
        return new TableRequest(
                schema,
                name.get(name.size() - 1),
                ids.stream().map(id -> SqlNames.of(id, dsl)).toList(),
                SqlNames.of(version, dsl));
    }

    /** The version as a plain number, whatever type or converter the application gave it. */
    static Field<Long> versionNumber(CheckedTable checked) {
        return DSL.field(DSL.quotedName(checked.version().name()), SQLDataType.BIGINT);
    }

    /** The version in the application's type, by the name that it has in the catalogue. */
    Field<?> version(CheckedTable checked) {
        return DSL.field(DSL.quotedName(checked.version().name()), version.getDataType());
    }

    /**
     * The fields of a row.
     *
     * @return the fields, or none if the table was not generated
     */
    public List<Field<?>> fields() {
        return List.of(table.fields());
    }

    /**
     * The version that a record holds.
     *
     * @param record a record of this table
     * @return the number
     * @throws IllegalArgumentException if the record has no version
     */
    public long versionOf(Record record) {
        Long found = versionIn(record);
        if (found == null) {
            throw new IllegalArgumentException("record: has no version; it was not read from " + SafeText.of(entity)
                    + ", or without its version field");
        }
        return found;
    }

    /** The version that a record holds, or null. */
    @Nullable
    Long versionIn(Record record) {
        Field<?> field = among(record, version);
        Number number = field == null ? null : numberOf(field, record.get(field));
        return number == null ? null : number.longValue();
    }

    /** What the key, the version and the stamps are called among some fields: nobody edits them. */
    Set<String> kept(Fields all) {
        return Stream.of(ids.stream(), Stream.of(version), stamps.stream().map(Stamp::field))
                .flatMap(fields -> fields)
                .map(field -> among(all, field))
                .filter(Objects::nonNull)
                .map(Field::getName)
                .collect(Collectors.toSet());
    }

    /** A record of a table without generated code has its own fields, named as the database has them. */
    static @Nullable Field<?> among(Fields all, Field<?> field) {
        Field<?> same = all.field(field);
        return same != null
                ? same
                : Arrays.stream(all.fields())
                        .filter(other -> other.getName().equalsIgnoreCase(field.getName()))
                        .findFirst()
                        .orElse(null);
    }

    /** What the database would see of a version, where the application has given it a type of its own. */
    static @Nullable Number numberOf(Field<?> field, @Nullable Object value) {
        return value == null ? null : (Number) Values.inDatabase(field, value);
    }
}
