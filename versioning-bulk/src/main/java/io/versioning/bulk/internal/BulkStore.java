package io.versioning.bulk.internal;

import io.versioning.Outcome;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.Connections;
import io.versioning.internal.write.RowStore;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Carries out bulks and tells of the conflicts that they run into. Thread-safe. */
public final class BulkStore {

    private final RowStore store;
    private final Map<TableRequest, Typed> tables;
    private final ServerEpochs epochs;
    private final boolean portable;

    private BulkStore(RowStore store, Map<TableRequest, Typed> tables, ServerEpochs epochs, boolean portable) {
        this.store = store;
        this.tables = tables;
        this.epochs = epochs;
        this.portable = portable;
    }

    /**
     * A store over a source of transactions.
     *
     * @param source where connections come from
     * @param publisher who learns of conflicts
     * @return the store
     */
    public static BulkStore over(TransactionSource source, ConflictPublisher publisher) {
        return new BulkStore(RowStore.over(source, publisher), new ConcurrentHashMap<>(), new ServerEpochs(), false);
    }

    /**
     * Returns a store like this one, with what is known of tables, over another source of the same database.
     *
     * @param source the other source
     * @return the store
     */
    public BulkStore through(TransactionSource source) {
        return new BulkStore(store.through(source), tables, epochs, portable);
    }

    /**
     * Returns a store like this one, with what is known of tables, that tells others of conflicts.
     *
     * @param publisher who learns of conflicts
     * @return the store
     */
    public BulkStore telling(ConflictPublisher publisher) {
        return new BulkStore(store.telling(publisher), tables, epochs, portable);
    }

    /**
     * Returns a store like this one that asks nothing of the database that is not in every one.
     *
     * @return the store
     */
    public BulkStore portable() {
        return new BulkStore(store, tables, epochs, true);
    }

    /**
     * Returns who learns of conflicts.
     *
     * @return the publisher
     */
    public ConflictPublisher publisher() {
        return store.publisher();
    }

    /**
     * What is known of a table on a database that takes arrays.
     *
     * @param table the table
     * @param types how its columns travel
     * @param size its size
     * @param texts the texts by which many rows are written
     * @param sets the shapes of these
     * @param singles those of rows that are written one by one
     */
    record Typed(CheckedTable table, ArrayTypes types, TableSize size, SetTexts texts, Shapes sets, Shapes singles) {

        static Typed of(CheckedTable table, ArrayTypes types, Connection connection) throws SQLException {
            TableSize size = TableSize.of(table, connection);
            SetTexts texts = new SetTexts(new SetSql(table, types, size.isLarge()));
            Values values = new Elements(types);
            return new Typed(
                    table, types, size, texts, new Shapes(table, values), new Shapes(table, values.checking()));
        }

        /** The texts for this table as a call sees it. */
        SetTexts texts(CheckedTable seen) {
            return seen.equals(table) ? texts : new SetTexts(new SetSql(seen, types, size.isLarge()));
        }
    }

    /**
     * Writes rows at once.
     *
     * @param target what they are written to
     * @param way how to go about it
     * @param items the rows
     * @param strict whether a row that can't be written keeps those before it from being written
     * @return what became of each
     * @throws IllegalArgumentException if a row can't be written, and nothing was
     */
    <T> Judged write(Target target, Way way, List<Intake.Item<T>> items, boolean strict) {
        TableRequest request = target.table();
        return store.inScope(request, (table, scope) -> {
            Connections.requireWritable(table, scope);
            List<RowSource> sources = items.stream().map(Intake.Item::row).toList();
            try (Attendant attendant = target.surroundings().attend(scope, way, sources)) {
                return write(target, way, items, strict, table, scope, attendant);
            }
        });
    }

    private <T> Judged write(
            Target target,
            Way way,
            List<Intake.Item<T>> items,
            boolean strict,
            CheckedTable table,
            TransactionScope scope,
            Attendant attendant)
            throws SQLException {
        TableRequest request = target.table();
        BulkCall.Form form =
                attendant.singleWrite() == null ? form(table, way, scope, items.size()) : BulkCall.Form.ALONE;
        Typed typed = typed(request, table, scope);
        CommitWitness witness = witness(way, scope, form);
        BulkCall call = new BulkCall(attendant.table(table), target, way, scope, form, typed, witness, attendant);
        Planned planned = plan(call.planner(), items, request);
        if (planned.broken() != null && (strict || planned.size() == 0)) {
            throw planned.broken();
        }
        Outcomes outcomes = planned.outcomes();
        boolean ended = run(call, attendant, planned.rows(), outcomes);
        if (outcomes.speakOfTheTable()) {
            store.forget(request);
        }
        if (witness.doubts()) {
            epochs.forget();
        }
        List<Outcome> all = outcomes.all();
        Holders.of(items, all).tell(scope);
        return new Judged(all, ended, planned.broken());
    }

    private static boolean run(BulkCall call, Attendant attendant, List<BulkRow> rows, Outcomes outcomes)
            throws SQLException {
        attendant.begin();
        try {
            return call.run(rows, outcomes);
        } finally {
            attendant.end(outcomes);
        }
    }

    /** What the caller commits, the caller knows. */
    private CommitWitness witness(Way way, TransactionScope scope, BulkCall.Form form) {
        if (scope.joined()) {
            return CommitWitness.blind();
        }
        return new CommitWitness(form == BulkCall.Form.SETS ? epochs.of(scope.connection()) : null, way.receipts());
    }

    /**
     * Tells which transactions of the library's were committed.
     *
     * @param target what they wrote to
     * @param proofs what proves it
     * @return what is known of each
     * @throws IllegalStateException in a transaction of the caller's
     */
    Map<CommitProof, CommitProof.Status> settle(Target target, Set<CommitProof> proofs) {
        return store.inScope(target.table(), (table, scope) -> {
            if (scope.joined()) {
                throw new IllegalStateException(
                        "Rows can't be settled within a transaction of the caller's, which may not"
                                + " see what others have committed; resolve them over the DataSource");
            }
            Map<CommitProof, CommitProof.Status> settled = new HashMap<>();
            for (CommitProof proof : proofs) {
                settled.put(proof, proof.settle(scope, table.dialect()));
            }
            return settled;
        });
    }

    /** A row that is alone in its transaction, and leaves no receipt, is written by the statement that is made for it. */
    private BulkCall.Form form(CheckedTable table, Way way, TransactionScope scope, int rows) {
        boolean alone = !scope.joined()
                && way.mode() == Way.Mode.EACH
                && way.receipts() == null
                && (way.inInputOrder() || rows == 1);
        if (alone) {
            return BulkCall.Form.ALONE;
        }
        if (portable || table.facts().rules()) {
            return BulkCall.Form.PORTABLE_BATCH;
        }
        return table.dialect().takesArrays() ? BulkCall.Form.SETS : BulkCall.Form.BATCH;
    }

    /** What is unfit may be so only by what the table was when it was checked. */
    private <T> Planned plan(RowPlanner planner, List<Intake.Item<T>> items, TableRequest request) {
        Planned planned = planner.plan(items);
        if (planned.broken() != null) {
            store.forget(request);
            tables.remove(request);
        }
        return planned;
    }

    private @Nullable Typed typed(TableRequest request, CheckedTable table, TransactionScope scope)
            throws SQLException {
        if (!table.dialect().takesArrays() || portable) {
            return null;
        }
        Typed known = tables.get(request);
        if (known == null || !known.table().equals(table)) {
            known = Typed.of(table, ArrayTypes.of(table, scope.connection()), scope.connection());
            tables.put(request, known);
        } else if (known.size().isOld()) {
            known = Typed.of(table, ArrayTypes.of(table, scope.connection()), scope.connection());
            tables.put(request, known);
        }
        return known;
    }
}
