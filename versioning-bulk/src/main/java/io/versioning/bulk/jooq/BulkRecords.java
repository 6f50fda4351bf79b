package io.versioning.bulk.jooq;

import io.versioning.Expecting;
import io.versioning.bulk.Bulk;
import io.versioning.bulk.internal.BulkSetup;
import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Way;
import io.versioning.bulk.jooq.internal.RecordRow;
import io.versioning.bulk.jooq.internal.RecordTable;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.JooqTable.Stamp;
import io.versioning.jooq.internal.JooqTransactions;
import io.versioning.jooq.internal.TransactionEnds;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.Record;

/**
 * A table of which many rows are written at once, with jOOQ's types, and each is judged by itself. The current state of a
 * conflict is a record of the table, detached, as jOOQ reads it.
 *
 * <p>The key is the table's primary key, the version what the code generator was told is the record version
 * ({@code recordVersionFields}), or else the field named {@code version}.
 *
 * <p>Values are bound as jOOQ would: by the field's converter, and in the database's types. What is more than a value can't
 * travel with others: a row that sets a field to an expression, or one that has a binding of the application's own, or a
 * type that only jOOQ knows, is written by a statement that jOOQ renders, among the others and with the same outcomes, but
 * at the price of a single write.
 *
 * <p>Immutable, and as thread-safe as its {@code DSLContext}.
 *
 * @param <R> the type of the records
 */
public final class BulkRecords<R extends Record> extends Bulk<RecordChange<R>, BulkRecords<R>> {

    private final RecordTable<R> records;

    private BulkRecords(RecordTable<R> records, BulkSetup<RecordChange<R>> setup) {
        super(setup);
        this.records = records;
    }

    static <R extends Record> BulkRecords<R> of(Configuration configuration, BulkStore store, JooqTable<R> table) {
        return of(RecordTable.of(configuration, store, table), Way.USUAL);
    }

    private static <R extends Record> BulkRecords<R> of(RecordTable<R> records, Way way) {
        return new BulkRecords<>(
                records, new BulkSetup<>(records.store(), records.target(), RecordChange::described, way));
    }

    private BulkRecords<R> with(JooqTable<R> table) {
        return of(records.of(table), setup().way());
    }

    @Override
    protected BulkRecords<R> with(BulkSetup<RecordChange<R>> other) {
        return new BulkRecords<>(records, other);
    }

    /**
     * Returns this table with another version. Changes are of the table that has made them, so say this first.
     *
     * @param field the version: a smallint, integer or bigint, NOT NULL; with or without a converter
     * @return the table
     */
    public BulkRecords<R> versionField(Field<?> field) {
        return with(records.table().versionedBy(field));
    }

    /**
     * Returns this table under another name in messages, conflicts and the log.
     *
     * @param name the name
     * @return the table
     */
    public BulkRecords<R> entity(String name) {
        return with(records.table().named(name));
    }

    /**
     * Returns this table with a field that each update and touch sets to the database's time, unless it is set otherwise.
     *
     * @param field the field
     * @return the table
     */
    public BulkRecords<R> stampingTime(Field<?> field) {
        return with(records.table().stamping(new Stamp(Objects.requireNonNull(field, "field"), Stamp.Kind.TIME)));
    }

    /**
     * Returns this table with a field that each update and touch sets to the actor, unless it is set otherwise.
     *
     * @param field the field
     * @return the table
     */
    public BulkRecords<R> stampingActor(Field<String> field) {
        return with(records.table().stamping(new Stamp(Objects.requireNonNull(field, "field"), Stamp.Kind.ACTOR)));
    }

    /**
     * Returns this table in a transaction of jOOQ's: {@code dsl.transaction(tx -> flights.within(tx).apply(changes))}.
     *
     * @param transaction the configuration that jOOQ hands to the transaction
     * @return the table, as thread-safe as the transaction
     */
    public BulkRecords<R> within(Configuration transaction) {
        Configuration watched = TransactionEnds.watch(Objects.requireNonNull(transaction, "transaction"));
        return with(setup().in(setup().store().through(new JooqTransactions(watched))));
    }

    /**
     * Begins an update of one row.
     *
     * @param id its id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordChange<R>> update(Object id) {
        return change(id, RowSource.Action.UPDATE);
    }

    /**
     * Begins a touch of one row, which advances its version and changes nothing else.
     *
     * @param id its id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordChange<R>> touch(Object id) {
        return change(id, RowSource.Action.TOUCH);
    }

    /**
     * Begins a delete of one row.
     *
     * @param id its id; a {@link io.versioning.CompositeId} if the key has several fields
     * @return what asks for the expected version
     */
    public Expecting<RecordChange<R>> delete(Object id) {
        return change(id, RowSource.Action.DELETE);
    }

    private Expecting<RecordChange<R>> change(Object id, RowSource.Action action) {
        return Expecting.of(
                records.table().entity(),
                id,
                expected -> new RecordChange<>(RecordRow.of(records, id, expected, action)));
    }

    /**
     * The changed fields of a record, as it is now, at the version with which it was loaded; if no field was changed, its
     * version is advanced all the same. {@code flights.apply(records, flights::update)} is all that it takes.
     *
     * <p>Only the version that was loaded counts, none that was set since. Once the row is written the record has its new
     * version, and what is set on it after this call is still to be written. It is left as it is if the row is not
     * written, and if that is unknown; if the transaction is rolled back, and its end is seen (see
     * {@link io.versioning.jooq.JooqVersioning#dsl}), it becomes what it was before the write. Of a transaction whose end
     * is not seen read the records again after a rollback.
     *
     * @param record the record
     * @return the change
     * @throws io.versioning.VersionRequiredException if it was loaded without its version
     * @throws IllegalArgumentException if it was neither loaded nor stored
     */
    public RecordChange<R> update(R record) {
        return new RecordChange<>(RecordRow.updating(records, Objects.requireNonNull(record, "record")));
    }

    /**
     * The delete of a record's row, if it is at the version with which the record was loaded. The record itself is left as
     * it is.
     *
     * @param record the record
     * @return the change
     * @throws io.versioning.VersionRequiredException if it was loaded without its version
     * @throws IllegalArgumentException if it was neither loaded nor stored
     */
    public RecordChange<R> delete(R record) {
        return new RecordChange<>(RecordRow.deleting(records, Objects.requireNonNull(record, "record")));
    }
}
