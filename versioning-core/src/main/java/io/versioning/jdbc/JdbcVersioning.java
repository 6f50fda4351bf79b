package io.versioning.jdbc;

import io.versioning.event.Actor;
import io.versioning.event.ConflictListener;
import io.versioning.event.ConflictLogger;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.write.RowStore;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Guarded writes over plain JDBC, on PostgreSQL and H2.
 *
 * <pre>{@code
 * GuardedTable airports = JdbcVersioning.over(dataSource).table("airport", "iata");
 * Row seen = airports.read("ORD").orElseThrow();
 * long version = airports.update("ORD").expecting(seen).set("name", "O'Hare").apply();
 * }</pre>
 *
 * <p>Over a {@code DataSource} each write is committed when its call returns, and takes one connection for as long as it
 * lasts. {@link #within} joins a transaction of the caller's instead.
 *
 * <p>Conflicts are logged by {@link ConflictLogger#atInfo()} unless {@link #withoutListeners} says otherwise, with the actor
 * that the SLF4J diagnostic context holds under {@value io.versioning.event.Actor#DEFAULT_MDC_KEY}.
 *
 * <p>Immutable, and as thread-safe as its transaction source: over a {@code DataSource} it is. Keep one for the life of
 * the application, because it remembers the tables that it has checked.
 */
public final class JdbcVersioning {

    private final RowStore store;

    private JdbcVersioning(RowStore store) {
        this.store = store;
    }

    /**
     * Guarded writes that the library owns the transactions of.
     *
     * <p>The data source must hand out connections that are in no transaction yet. One that hands out the connection of a
     * transaction that is under way, as Spring's {@code TransactionAwareDataSourceProxy} does, must not be passed here:
     * the write would commit that transaction. Pass a {@link TransactionSource} that joins it.
     *
     * @param dataSource where connections come from; a pool of one is enough
     * @return the entry to the tables
     */
    public static JdbcVersioning over(DataSource dataSource) {
        return over(TransactionSource.owning(Objects.requireNonNull(dataSource, "dataSource")));
    }

    /**
     * Guarded writes in the transactions of a transaction manager.
     *
     * @param transactions tells the connection of each call, and whose transaction it is
     * @return the entry to the tables
     */
    public static JdbcVersioning over(TransactionSource transactions) {
        return new JdbcVersioning(RowStore.over(
                Objects.requireNonNull(transactions, "transactions"),
                new ConflictPublisher(List.of(ConflictLogger.atInfo()), Actor.fromMdc(Actor.DEFAULT_MDC_KEY))));
    }

    /**
     * Returns guarded writes that join the transaction of a connection of the caller's.
     *
     * <p>Nothing is committed, rolled back or closed, and the caller must roll back after an
     * {@code AttemptAbortedException}. A version that was handed out is not taken back when the caller rolls back, as the
     * library can't see it: read the row again. {@link io.versioning.transaction.LocalTransactions} does take it back.
     *
     * @param connection an open connection to the same database, with autocommit off; each call checks that
     * @return an entry to the tables that lasts as long as the connection, and is not thread-safe
     */
    public JdbcVersioning within(Connection connection) {
        return new JdbcVersioning(
                store.through(TransactionSource.joining(Objects.requireNonNull(connection, "connection"))));
    }

    /**
     * Returns guarded writes that tell these listeners of conflicts, after those that are told already.
     *
     * @param more who else is told, in this order
     * @return the entry to the tables
     */
    public JdbcVersioning withListeners(ConflictListener... more) {
        List<ConflictListener> all = new ArrayList<>(store.publisher().listeners());
        all.addAll(List.of(more));
        return new JdbcVersioning(
                store.telling(new ConflictPublisher(all, store.publisher().actor())));
    }

    /**
     * Returns guarded writes that tell nobody of conflicts, and don't log them: the start for a log of another kind, as in
     * {@code withoutListeners().withListeners(ConflictLogger.atInfo().atLevel(Level.WARN))}.
     *
     * @return the entry to the tables
     */
    public JdbcVersioning withoutListeners() {
        return new JdbcVersioning(
                store.telling(new ConflictPublisher(List.of(), store.publisher().actor())));
    }

    /**
     * Returns guarded writes that ask this actor who is writing.
     *
     * @param actor tells the actor of the current thread
     * @return the entry to the tables
     */
    public JdbcVersioning withActor(Actor actor) {
        return new JdbcVersioning(store.telling(
                new ConflictPublisher(store.publisher().listeners(), Objects.requireNonNull(actor, "actor"))));
    }

    /**
     * Returns a table with a version column named {@code version}.
     *
     * @param name its name
     * @param idColumns its primary key, or a unique key of NOT NULL columns
     * @return the table; nothing is sent to the database yet
     */
    public GuardedTable table(String name, String... idColumns) {
        return table(TableSpec.of(name, idColumns));
    }

    /**
     * Returns a table.
     *
     * @param spec describes it
     * @return the table; nothing is sent to the database yet
     */
    public GuardedTable table(TableSpec spec) {
        return new GuardedTable(Objects.requireNonNull(spec, "spec"), store);
    }
}
