package io.versioning.jooq;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.write.RowStore;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.JooqTransactions;
import io.versioning.jooq.internal.Records;
import io.versioning.jooq.internal.StoredRecord;
import io.versioning.jooq.internal.TransactionEnds;
import io.versioning.transaction.CommitFailedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.UpdatableRecord;
import org.jspecify.annotations.Nullable;

/**
 * Guarded writes on a jOOQ {@code DSLContext}: the way in.
 *
 * <pre>{@code
 * JooqVersioning versioning = JooqVersioning.over(dsl);
 * AirportRecord airport = dsl.fetchOne(AIRPORT, AIRPORT.IATA.eq("ORD"));
 * airport.setName("Chicago O'Hare");
 * versioning.store(airport); // ConflictException, if somebody else was faster
 * }</pre>
 *
 * <p>Statements are rendered and executed by jOOQ, with its settings, converters, bindings, schema mapping and listeners.
 * Whose transaction it is: of a {@code DSLContext} over a {@code DataSource} the library owns it, each write is committed
 * when its call returns; over a {@code Connection}, inside {@code dsl.transaction(...)} or {@link #transaction}, and where
 * a provider hands out a connection that is not in autocommit mode, it joins. A pool whose connections are never in
 * autocommit mode makes every call join, and commits nothing.
 *
 * <p>Works whether or not {@code executeWithOptimisticLocking} is set. Blocking JDBC only: a {@code DSLContext} over R2DBC
 * is refused. Immutable, and as thread-safe as the {@code DSLContext}.
 */
public final class JooqVersioning {

    private final Configuration configuration;
    private final RowStore store;

    private JooqVersioning(Configuration configuration, RowStore store) {
        this.configuration = configuration;
        this.store = store;
    }

    /**
     * Guarded writes on a context, with a log of conflicts on SLF4J and the actor from the MDC.
     *
     * @param dsl the context
     * @return the way in
     */
    public static JooqVersioning over(DSLContext dsl) {
        return over(Objects.requireNonNull(dsl, "dsl").configuration());
    }

    /**
     * Guarded writes on a configuration, with a log of conflicts on SLF4J and the actor from the MDC.
     *
     * @param configuration the configuration
     * @return the way in
     */
    public static JooqVersioning over(Configuration configuration) {
        Configuration watched = TransactionEnds.watch(Objects.requireNonNull(configuration, "configuration"));
        ConflictPublisher publisher =
                new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY));
        return new JooqVersioning(watched, RowStore.over(new JooqTransactions(watched), publisher));
    }

    /**
     * Returns the same, in a transaction of jOOQ's: {@code dsl.transaction(tx -> versioning.within(tx).store(airport))}.
     *
     * @param transaction the configuration that jOOQ hands to the transaction
     * @return the way in, as thread-safe as the transaction
     */
    public JooqVersioning within(Configuration transaction) {
        Configuration watched = TransactionEnds.watch(Objects.requireNonNull(transaction, "transaction"));
        return new JooqVersioning(watched, store.through(new JooqTransactions(watched)));
    }

    /**
     * Returns the context, with one listener more: how transactions on it end is seen, so that records and
     * {@code advancing(...)} holders get their old version back after a rollback.
     *
     * @return the context
     */
    public DSLContext dsl() {
        return configuration.dsl();
    }

    /**
     * Does work in a transaction, or in one nested in the current one: commits when it returns, rolls back when it throws.
     * On PostgreSQL it takes one statement before COMMIT to know that the transaction is not doomed by an error.
     *
     * @param work what to do, with the way in that joins the transaction
     * @throws CommitFailedException if the work returned but the transaction was rolled back, or is unknown
     */
    public void transaction(Consumer<JooqVersioning> work) {
        Boolean unused = transactionResult(transaction -> {
            work.accept(transaction);
            return true;
        });
    }

    /**
     * Does work that has an answer in a transaction; otherwise like {@link #transaction}.
     *
     * @param work what to do, with the way in that joins the transaction
     * @param <T> the type of the answer
     * @return the work's answer
     * @throws CommitFailedException if the work returned but the transaction was rolled back, or is unknown
     */
    @CanIgnoreReturnValue
    public <T extends @Nullable Object> T transactionResult(Function<JooqVersioning, T> work) {
        return TransactionEnds.call(configuration, transaction -> work.apply(within(transaction)));
    }

    /**
     * Returns the same, telling more listeners of conflicts.
     *
     * @param more who is told, besides those that are told already
     * @return the way in
     */
    public JooqVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(store.publisher().listeners());
        all.addAll(List.of(more));
        return telling(new ConflictPublisher(all, store.publisher().actor()));
    }

    /**
     * Returns the same, telling nobody of conflicts, the log included.
     *
     * @return the way in
     */
    public JooqVersioning withoutListeners() {
        return telling(new ConflictPublisher(List.of(), store.publisher().actor()));
    }

    /**
     * Returns the same, with another actor.
     *
     * @param actor who attempts the writes
     * @return the way in
     */
    public JooqVersioning withActor(Actor actor) {
        return telling(new ConflictPublisher(store.publisher().listeners(), Objects.requireNonNull(actor, "actor")));
    }

    private JooqVersioning telling(ConflictPublisher publisher) {
        return new JooqVersioning(configuration, store.telling(publisher));
    }

    /**
     * A table with guarded writes.
     *
     * @param table the table: generated, or {@code DSL.table(DSL.name("airport"))}
     * @param idFields the fields of its key; may be left out where the generated code tells the primary key
     * @param <R> the type of its records
     * @return the table; nothing is read before its first use
     * @throws io.versioning.TableUnsuitableException if no id field is given, and the table tells no primary key
     * @throws IllegalArgumentException if the table or a field is SQL text instead of a name
     */
    public <R extends Record> GuardedRecords<R> table(Table<R> table, Field<?>... idFields) {
        return new GuardedRecords<>(Records.of(
                configuration, store, JooqTable.of(Objects.requireNonNull(table, "table"), List.of(idFields))));
    }

    /**
     * Inserts a record, or updates it if it was loaded or stored before, as {@code UpdatableRecord.store()} does.
     *
     * @param record the record
     * @param <R> its type
     * @return the version that it has now
     * @see #insert
     * @see #update
     */
    @CanIgnoreReturnValue
    public <R extends UpdatableRecord<R>> long store(R record) {
        StoredRecord<R> stored = stored(record);
        return stored.isStored() ? stored.update() : stored.insert();
    }

    /**
     * Inserts a record at version 1, whatever version is set in it, in one statement. Fails as
     * {@link RecordInsert#apply} does.
     *
     * <p>The record takes over what the database made of it, and is as it was if the insert fails, or if the transaction
     * is rolled back and its end is seen (see {@link #dsl}).
     *
     * @param record the record
     * @param <R> its type
     * @return its version
     */
    @CanIgnoreReturnValue
    public <R extends UpdatableRecord<R>> long insert(R record) {
        return stored(record).insert();
    }

    /**
     * Writes the changed fields of a record at the version with which it was loaded, and advances the version, also if no
     * field was changed; in one statement. Fails as {@link RecordUpdate#apply} does; a conflict carries the current
     * record.
     *
     * <p>Only the version that was loaded counts, none that was set since. The record has its new version afterwards, and
     * is as it was if the update fails, or if the transaction is rolled back and its end is seen (see {@link #dsl}).
     *
     * @param record the record
     * @param <R> its type
     * @return its new version
     * @throws io.versioning.VersionRequiredException if it was loaded without its version
     * @throws IllegalArgumentException if it was neither loaded nor stored, or its key was changed
     */
    @CanIgnoreReturnValue
    public <R extends UpdatableRecord<R>> long update(R record) {
        return stored(record).update();
    }

    /**
     * Deletes the row of a record if it is at the version with which the record was loaded, in one statement. The record
     * itself is left as it is. Fails as {@link #update} does.
     *
     * @param record the record
     * @param <R> its type
     */
    public <R extends UpdatableRecord<R>> void delete(R record) {
        stored(record).delete();
    }

    private <R extends UpdatableRecord<R>> StoredRecord<R> stored(R record) {
        Objects.requireNonNull(record, "record");
        return new StoredRecord<>(Records.of(configuration, store, JooqTable.of(record.getTable(), List.of())), record);
    }
}
