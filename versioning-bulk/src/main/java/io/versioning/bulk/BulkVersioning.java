package io.versioning.bulk;

import io.versioning.bulk.internal.BulkStore;
import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.jdbc.TableSpec;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Many guarded writes over plain JDBC: each row is judged by itself, and what became of it is told, at the speed of
 * set-based SQL.
 *
 * <pre>{@code
 * BulkTable flights = BulkVersioning.over(dataSource).table("flight", "id");
 * BulkUpdateResult<Object, RowChange> result = flights.apply(List.of(
 *         flights.update(42).expecting(5).set("gate", "B7"),
 *         flights.delete(43).expecting(1)));
 * result.failed().forEach(row -> report(row.id(), row.outcome()));
 * }</pre>
 *
 * <p>Immutable and thread-safe.
 */
public final class BulkVersioning {

    private final BulkStore store;

    private BulkVersioning(BulkStore store) {
        this.store = store;
    }

    /**
     * Bulks that own their connections and transactions.
     *
     * @param dataSource where connections come from
     * @return the entry to bulks
     */
    public static BulkVersioning over(DataSource dataSource) {
        return over(TransactionSource.owning(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Bulks in whatever transactions a source tells.
     *
     * @param transactions tells them
     * @return the entry to bulks
     */
    public static BulkVersioning over(TransactionSource transactions) {
        return new BulkVersioning(BulkStore.over(
                Objects.requireNonNull(transactions, "transactions"),
                new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY))));
    }

    /**
     * Returns bulks in a transaction of the caller's, which can't see how that ends.
     *
     * @param connection an open connection without autocommit; it is neither committed nor rolled back nor closed
     * @return the entry to bulks
     */
    public BulkVersioning within(Connection connection) {
        return new BulkVersioning(
                store.through(TransactionSource.joining(Objects.requireNonNull(connection, "connection"))));
    }

    /**
     * Returns bulks that also tell others of conflicts and of their end.
     *
     * @param more who is told, after those that are told already
     * @return the entry to bulks
     */
    public BulkVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(store.publisher().listeners());
        all.addAll(List.of(more));
        return new BulkVersioning(
                store.telling(new ConflictPublisher(all, store.publisher().actor())));
    }

    /**
     * Returns bulks that tell nobody, not even the log.
     *
     * @return the entry to bulks
     */
    public BulkVersioning withoutListeners() {
        return new BulkVersioning(
                store.telling(new ConflictPublisher(List.of(), store.publisher().actor())));
    }

    /**
     * Returns bulks that ask somebody else for the actor.
     *
     * @param actor tells who writes
     * @return the entry to bulks
     */
    public BulkVersioning withActor(Actor actor) {
        return new BulkVersioning(store.telling(
                new ConflictPublisher(store.publisher().listeners(), Objects.requireNonNull(actor, "actor"))));
    }

    /**
     * A table with a version column named {@code version}.
     *
     * @param name the table
     * @param idColumns its primary key, or a unique key of columns that are NOT NULL
     * @return the table
     */
    public BulkTable table(String name, String... idColumns) {
        return table(TableSpec.of(name, idColumns));
    }

    /**
     * A table.
     *
     * @param spec names it and its columns
     * @return the table
     */
    public BulkTable table(TableSpec spec) {
        return BulkTable.of(
                Objects.requireNonNull(spec, "spec"), store, store.publisher().actor());
    }
}
