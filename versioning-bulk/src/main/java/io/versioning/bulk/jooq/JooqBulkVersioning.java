package io.versioning.bulk.jooq;

import io.versioning.bulk.internal.BulkStore;
import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.JooqTransactions;
import io.versioning.jooq.internal.TransactionEnds;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/**
 * Many guarded writes on a jOOQ {@code DSLContext}: each row is judged by itself, and what became of it is told, at the
 * speed of set-based SQL.
 *
 * <pre>{@code
 * BulkRecords<FlightRecord> flights = JooqBulkVersioning.over(dsl).table(FLIGHT);
 * BulkUpdateResult<Object, RecordChange<FlightRecord>> result = flights.apply(List.of(
 *         flights.update(42).expecting(5).set(FLIGHT.GATE, "B7"),
 *         flights.delete(43).expecting(1)));
 * result.failed().forEach(row -> report(row.id(), row.outcome()));
 * }</pre>
 *
 * <p>Names, schema mapping, converters and default bindings are jOOQ's; the statements are not, since jOOQ has none that
 * judge rows by themselves. So its {@code ExecuteListener}s don't see them, and a context with {@code VisitListener}s,
 * which may add conditions to statements, is refused.
 *
 * <p>Whose transaction it is, is as with {@link io.versioning.jooq.JooqVersioning}: of a {@code DSLContext} over a
 * {@code DataSource} the library owns it, and commits chunk by chunk; over a {@code Connection}, inside
 * {@code dsl.transaction(...)} by {@link #within}, and where a provider hands out a connection that is not in autocommit
 * mode, it joins.
 *
 * <p>Immutable, and as thread-safe as the {@code DSLContext}.
 */
public final class JooqBulkVersioning {

    private final Configuration configuration;
    private final BulkStore store;

    private JooqBulkVersioning(Configuration configuration, BulkStore store) {
        this.configuration = configuration;
        this.store = store;
    }

    /**
     * Bulks on a context, with a log of conflicts on SLF4J and the actor from the MDC. In a transaction that
     * {@link io.versioning.jooq.JooqVersioning#transaction} has begun pass the context of what it hands out:
     * {@code over(transaction.dsl())}.
     *
     * @param dsl the context
     * @return the way in
     * @throws IllegalArgumentException if it has {@code VisitListener}s
     */
    public static JooqBulkVersioning over(DSLContext dsl) {
        return over(Objects.requireNonNull(dsl, "dsl").configuration());
    }

    /**
     * Bulks on a configuration, with a log of conflicts on SLF4J and the actor from the MDC.
     *
     * @param configuration the configuration
     * @return the way in
     * @throws IllegalArgumentException if it has {@code VisitListener}s
     */
    public static JooqBulkVersioning over(Configuration configuration) {
        Configuration watched = watched(Objects.requireNonNull(configuration, "configuration"));
        ConflictPublisher publisher =
                new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY));
        return new JooqBulkVersioning(watched, BulkStore.over(new JooqTransactions(watched), publisher));
    }

    private static Configuration watched(Configuration configuration) {
        if (configuration.visitListenerProviders().length > 0) {
            throw new IllegalArgumentException("dsl: has VisitListeners, which would not see the statements of a bulk;"
                    + " write row by row with JooqVersioning, or pass a context without them");
        }
        return TransactionEnds.watch(configuration);
    }

    /**
     * Returns the same, in a transaction of jOOQ's: {@code dsl.transaction(tx -> bulks.within(tx).table(FLIGHT)...)}.
     *
     * @param transaction the configuration that jOOQ hands to the transaction
     * @return the way in, as thread-safe as the transaction
     */
    public JooqBulkVersioning within(Configuration transaction) {
        Configuration watched = watched(Objects.requireNonNull(transaction, "transaction"));
        return new JooqBulkVersioning(watched, store.through(new JooqTransactions(watched)));
    }

    /**
     * Returns bulks that also tell others of conflicts and of their end.
     *
     * @param more who is told, after those that are told already
     * @return the way in
     */
    public JooqBulkVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(store.publisher().listeners());
        all.addAll(List.of(more));
        return telling(new ConflictPublisher(all, store.publisher().actor()));
    }

    /**
     * Returns bulks that tell nobody, not even the log.
     *
     * @return the way in
     */
    public JooqBulkVersioning withoutListeners() {
        return telling(new ConflictPublisher(List.of(), store.publisher().actor()));
    }

    /**
     * Returns bulks that ask somebody else for the actor.
     *
     * @param actor tells who writes
     * @return the way in
     */
    public JooqBulkVersioning withActor(Actor actor) {
        return telling(new ConflictPublisher(store.publisher().listeners(), Objects.requireNonNull(actor, "actor")));
    }

    private JooqBulkVersioning telling(ConflictPublisher publisher) {
        return new JooqBulkVersioning(configuration, store.telling(publisher));
    }

    /**
     * A table of which many rows are written at once.
     *
     * @param table the table: generated, or {@code DSL.table(DSL.name("flight"))}
     * @param idFields the fields of its key; may be left out where the generated code tells the primary key
     * @param <R> the type of its records
     * @return the table; nothing is read before its first use
     * @throws io.versioning.TableUnsuitableException if no id field is named, and the table has no primary key
     * @throws IllegalArgumentException if table or field is SQL and no name, or a field of the key has a binding of its own
     */
    public <R extends Record> BulkRecords<R> table(Table<R> table, Field<?>... idFields) {
        JooqTable<R> described = JooqTable.of(Objects.requireNonNull(table, "table"), List.of(idFields));
        return BulkRecords.of(configuration, store, described);
    }
}
