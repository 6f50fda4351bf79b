package io.versioning.jooq;

import io.versioning.Expecting;
import io.versioning.RetryPolicy;
import io.versioning.jooq.internal.Assignments;
import io.versioning.jooq.internal.ComparedFields;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.JooqTable.Stamp;
import io.versioning.jooq.internal.RecordTarget;
import io.versioning.jooq.internal.Records;
import io.versioning.merge.Fields;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;

/**
 * A table whose rows are only written at the version that the caller expects, with jOOQ's types.
 *
 * <pre>{@code
 * GuardedRecords<AirportRecord> airports = JooqVersioning.over(dsl).table(AIRPORT);
 * AirportRecord seen = airports.read("ORD").orElseThrow();
 * airports.update("ORD").expecting(airports.version(seen)).set(AIRPORT.NAME, "O'Hare").apply();
 * }</pre>
 *
 * <p>The key is the table's primary key, the version what the code generator was told is the record version
 * ({@code recordVersionFields}), or else the field named {@code version}. On its first use the table is looked at in the
 * catalogue, once.
 *
 * <p>Immutable, and as thread-safe as its {@code DSLContext}.
 *
 * @param <R> the type of the records
 */
public final class GuardedRecords<R extends Record> {

    private final Records<R> records;

    GuardedRecords(Records<R> records) {
        this.records = records;
    }

    private GuardedRecords<R> with(JooqTable<R> table) {
        return new GuardedRecords<>(records.of(table));
    }

    /**
     * Returns this table with another version.
     *
     * @param field the version: a smallint, integer or bigint, NOT NULL; with or without a converter
     * @return the table
     */
    public GuardedRecords<R> versionField(Field<?> field) {
        return with(records.table().versionedBy(field));
    }

    /**
     * Returns this table under another name in messages, conflicts and the log.
     *
     * @param name the name
     * @return the table
     */
    public GuardedRecords<R> entity(String name) {
        return with(records.table().named(name));
    }

    /**
     * Returns this table with a field that each write sets to the database's time, unless it is set otherwise.
     *
     * @param field the field
     * @return the table
     */
    public GuardedRecords<R> stampingTime(Field<?> field) {
        return with(records.table().stamping(new Stamp(Objects.requireNonNull(field, "field"), Stamp.Kind.TIME)));
    }

    /**
     * Returns this table with a field that each write sets to the actor, unless it is set otherwise.
     *
     * @param field the field
     * @return the table
     */
    public GuardedRecords<R> stampingActor(Field<String> field) {
        return with(records.table().stamping(new Stamp(Objects.requireNonNull(field, "field"), Stamp.Kind.ACTOR)));
    }

    /**
     * Checks now what the first use would check: that the table is there, that its key names one row, and that its
     * version can count; and by one statement more that the database finds it as jOOQ writes its name.
     *
     * @throws io.versioning.TableUnsuitableException if it does not fit, saying why
     */
    public void check() {
        records.check();
    }

    /**
     * Returns the version that a record holds: what to send with a form, and to expect when it comes back.
     *
     * @param record a record of this table, as it was read
     * @return its version
     * @throws IllegalArgumentException if the record has no version
     */
    public long version(R record) {
        return records.table().versionOf(record);
    }

    /**
     * Returns how a comparison or a merge reads records of this table: all fields but the key, the version and those
     * that are stamped, by their names.
     *
     * <p>What was attempted is a record with the edits in it, whatever it was before: the one that was read, or a new one,
     * of which only the fields count that were set. The merged state is the current record, detached as it is, with the
     * edits set in it: {@code store} or {@link RecordUpdate#set(Record)} writes just these.
     *
     * @return the fields
     * @see io.versioning.merge.ThreeWayMerge
     */
    public Fields<R> fields() {
        return new ComparedFields<>(records.table());
    }

    /**
     * Reads a row, in one statement.
     *
     * @param id its id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return the record, or empty if there is no such row
     */
    public Optional<R> read(Object id) {
        return records.read(id);
    }

    /**
     * Reads rows by their ids, in one statement for each 500.
     *
     * @param ids the ids; those that no row has are passed over
     * @return the records, in no particular order
     */
    public List<R> readAll(Collection<?> ids) {
        return records.readAll(ids);
    }

    /**
     * Reads rows, in one statement.
     *
     * @param condition which ones
     * @return the records, in no particular order
     */
    public List<R> readWhere(Condition condition) {
        return records.readWhere(condition);
    }

    /**
     * Begins an insert.
     *
     * @return the insert, for which the key may be set or left to the database
     */
    public RecordInsert<R> insert() {
        return new RecordInsert<>(records, Assignments.NONE);
    }

    /**
     * Begins an update.
     *
     * @param id the row's id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordUpdate<R>> update(Object id) {
        return expecting(id, version -> RecordUpdate.of(new RecordTarget<>(records, id, version)));
    }

    /**
     * Begins a delete.
     *
     * @param id the row's id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordDelete<R>> delete(Object id) {
        return expecting(id, version -> new RecordDelete<>(new RecordTarget<>(records, id, version)));
    }

    /**
     * Begins a touch: the version advances, because something changed that belongs to this row but lies elsewhere.
     *
     * @param id the row's id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordTouch<R>> touch(Object id) {
        return expecting(id, version -> new RecordTouch<>(new RecordTarget<>(records, id, version)));
    }

    private <W> Expecting<W> expecting(Object id, LongFunction<W> next) {
        return Expecting.of(records.table().entity(), id, next);
    }

    /**
     * Returns updates that read the row anew and try again when they run into a conflict: see {@link RetryingRecords}.
     *
     * @param attempts how often to try, the first time included; 1 or more
     * @return the updates
     * @throws IllegalArgumentException if {@code attempts} is less than 1
     */
    public RetryingRecords<R> retrying(int attempts) {
        return retrying(RetryPolicy.attempts(attempts));
    }

    /**
     * Returns updates that read the row anew and try again when they run into a conflict: see {@link RetryingRecords}.
     *
     * @param policy how often to try, and how long to wait
     * @return the updates
     */
    public RetryingRecords<R> retrying(RetryPolicy policy) {
        return new RetryingRecords<>(records, policy);
    }

    @Override
    public String toString() {
        return "GuardedRecords[" + records.table().entity() + "]";
    }
}
