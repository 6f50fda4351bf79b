package io.versioning.jooq.internal;

import io.versioning.TableUnsuitableException;
import io.versioning.event.Actor;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.RowStore;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;
import org.jooq.impl.NoTransactionProvider;
import org.jspecify.annotations.Nullable;

/**
 * The records of one table, read and written by jOOQ under the rules of the library. Immutable, and as thread-safe as the
 * configuration.
 *
 * @param <R> the type of the records
 */
public final class Records<R extends Record> {

    private static final int IDS_PER_STATEMENT = 500;

    /** The class of errors about names that are not known (ISO/IEC 9075-2, subclause 24.1). */
    private static final String SYNTAX_OR_ACCESS = "42";

    private final Configuration configuration;
    private final RowStore store;
    private final JooqTable<R> table;
    private final TableRequest request;

    private Records(Configuration configuration, RowStore store, JooqTable<R> table) {
        this.configuration = configuration;
        this.store = store;
        this.table = table;
        this.request = table.request(configuration.dsl());
    }

    /**
     * The records of a table.
     *
     * @param configuration how SQL is rendered
     * @param store where they are
     * @param table the table
     * @param <R> the type of the records
     * @return the records
     */
    public static <R extends Record> Records<R> of(Configuration configuration, RowStore store, JooqTable<R> table) {
        return new Records<>(configuration, store, table);
    }

    /**
     * Returns the records of a table, in the same place.
     *
     * @param other the table
     * @return its records
     */
    public Records<R> of(JooqTable<R> other) {
        return new Records<>(configuration, store, other);
    }

    /**
     * Returns the table.
     *
     * @return the table
     */
    public JooqTable<R> table() {
        return table;
    }

    boolean isSameAs(Records<R> other) {
        return store == other.store && table.equals(other.table);
    }

    RowStore store() {
        return store;
    }

    TableRequest request() {
        return request;
    }

    /** A context that renders as the application's does. */
    DSLContext dsl() {
        return configuration.dsl();
    }

    Actor actor() {
        ConflictPublisher publisher = store.publisher();
        return publisher.actor();
    }

    /** A context that renders as the application's does, and sends all to the connection of one call. */
    DSLContext on(Connection connection) {
        // a provider of transactions that are bound to the thread would bring its own connections
        return configuration
                .derive(new NoTransactionProvider())
                .set(new DefaultConnectionProvider(connection))
                .dsl();
    }

    /** Checks the table, unless it was checked before, and that the database knows it by the name that jOOQ renders. */
    public void check() {
        boolean unused = store.inScope(request, this::findAsRendered);
    }

    /** The library looks names up as SQL does without quotes; jOOQ quotes them as they are written. */
    private boolean findAsRendered(CheckedTable checked, TransactionScope scope) throws SQLException {
        DSLContext dsl = on(scope.connection());
        try {
            return JooqFailures.reading(() -> dsl.selectOne()
                    .from(table.table())
                    .where(DSL.falseCondition())
                    .fetch()
                    .isEmpty());
        } catch (SQLException e) {
            String state = e.getSQLState();
            if (state == null || !state.startsWith(SYNTAX_OR_ACCESS)) {
                throw e;
            }
            TableUnsuitableException unknown = new TableUnsuitableException(
                    checked.name(),
                    "the database does not find it as jOOQ writes it, " + SafeText.of(dsl.render(table.table()))
                            + "; write the name as the database has it");
            scope.doom(unknown);
            throw unknown;
        }
    }

    /**
     * Reads a row.
     *
     * @param id its id
     * @return the record, or empty if there is none
     */
    public Optional<R> read(Object id) {
        return read(byId(id)).stream().findFirst();
    }

    /**
     * Reads a row, and refuses to do so inside a transaction of the caller's.
     *
     * @param id its id
     * @return the record, or empty if there is none
     * @throws IllegalStateException if there is a transaction of the caller's
     */
    public Optional<R> readAlone(Object id) {
        return attached(store.inOwnedScope(request, reading(byId(id)))).stream().findFirst();
    }

    private Function<CheckedTable, Condition> byId(Object id) {
        return checked -> Keys.condition(table, checked, requireId(id));
    }

    /**
     * Reads rows.
     *
     * @param ids their ids
     * @return the records
     */
    public List<R> readAll(Collection<?> ids) {
        List<Object> all = new ArrayList<>(ids);
        List<R> records = new ArrayList<>();
        for (int from = 0; from < all.size(); from += IDS_PER_STATEMENT) {
            List<Object> some = all.subList(from, Math.min(all.size(), from + IDS_PER_STATEMENT));
            records.addAll(read(checked -> DSL.or(some.stream()
                    .map(id -> Keys.condition(table, checked, requireId(id)))
                    .toList())));
        }
        return records;
    }

    /**
     * Reads rows.
     *
     * @param condition which ones
     * @return the records
     */
    public List<R> readWhere(Condition condition) {
        Objects.requireNonNull(condition, "condition");
        return read(checked -> condition);
    }

    private List<R> read(Function<CheckedTable, Condition> condition) {
        return attached(store.inScope(request, reading(condition)));
    }

    private RowStore.ScopeWork<List<R>> reading(Function<CheckedTable, Condition> condition) {
        return (checked, scope) -> {
            Condition which = condition.apply(checked);
            return JooqFailures.reading(() -> on(scope.connection())
                    .selectFrom(table.table())
                    .where(which)
                    .fetch());
        };
    }

    private List<R> attached(List<R> records) {
        records.forEach(record -> record.attach(configuration));
        return records;
    }

    /**
     * Inserts a row at version 1.
     *
     * @param assignments its fields
     * @param undone is called if the caller's transaction turns out not to be committed
     * @return the row as it was written
     */
    public R insert(Assignments assignments, Runnable undone) {
        AtomicReference<@Nullable R> inserted = new AtomicReference<>();
        Object unused = store.insert(
                request,
                table.entity(),
                "(new row)",
                (checked, connection) -> {
                    DSLContext dsl = on(connection);
                    return new RecordInsertStatements<>(
                            table, checked, dsl, assignments.forInsert(table, checked, dsl, actor()), inserted::set);
                },
                () -> {
                    makeNew(inserted.get());
                    undone.run();
                });
        R record = Objects.requireNonNull(inserted.get(), "inserted");
        record.attach(configuration);
        return record;
    }

    private void makeNew(@Nullable R undone) {
        Field<?> version = undone == null ? null : undone.field(table.version());
        if (undone != null && version != null) {
            Snapshot.makeNew(undone, version);
        }
    }

    private static Object requireId(@Nullable Object id) {
        if (id == null) {
            throw new IllegalArgumentException("id: is null; pass the id of a row");
        }
        return id;
    }
}
