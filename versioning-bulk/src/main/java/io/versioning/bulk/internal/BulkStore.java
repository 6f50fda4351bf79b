package io.versioning.bulk.internal;

import io.versioning.BulkUpdateResult;
import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.Connections;
import io.versioning.internal.write.RowStore;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Carries out bulks and tells of the conflicts that they run into. Thread-safe. */
public final class BulkStore {

    private final RowStore store;
    private final Map<TableRequest, Typed> tables;

    private BulkStore(RowStore store, Map<TableRequest, Typed> tables) {
        this.store = store;
        this.tables = tables;
    }

    /**
     * A store over a source of transactions.
     *
     * @param source where connections come from
     * @param publisher who learns of conflicts
     * @return the store
     */
    public static BulkStore over(TransactionSource source, ConflictPublisher publisher) {
        return new BulkStore(RowStore.over(source, publisher), new ConcurrentHashMap<>());
    }

    /**
     * Returns a store like this one, with what is known of tables, over another source of the same database.
     *
     * @param source the other source
     * @return the store
     */
    public BulkStore through(TransactionSource source) {
        return new BulkStore(store.through(source), tables);
    }

    /**
     * Returns a store like this one, with what is known of tables, that tells others of conflicts.
     *
     * @param publisher who learns of conflicts
     * @return the store
     */
    public BulkStore telling(ConflictPublisher publisher) {
        return new BulkStore(store.telling(publisher), tables);
    }

    /**
     * Returns who learns of conflicts.
     *
     * @return the publisher
     */
    public ConflictPublisher publisher() {
        return store.publisher();
    }

    /** A table, and how its columns travel as arrays. */
    private record Typed(CheckedTable table, ArrayTypes types) {}

    /**
     * Writes rows.
     *
     * @param request the table
     * @param entity what its rows are called
     * @param updates what goes in
     * @param source tells what is to become of the row of one
     * @param way how to go about it
     * @param <T> the type of the updates
     * @return what became of each, in the order of the input
     * @throws IllegalArgumentException if a row can't be written, naming its position; then nothing was written
     */
    public <T> BulkUpdateResult<Object, T> write(
            TableRequest request,
            String entity,
            Collection<T> updates,
            Function<? super T, ? extends RowSource> source,
            Way way) {
        List<T> in = new ArrayList<>(updates.size());
        List<RowSource> sources = new ArrayList<>(updates.size());
        for (T update : updates) {
            if (update == null) {
                throw new IllegalArgumentException("updates: row " + in.size() + " is null; leave it out");
            }
            RowSource described = source.apply(update);
            if (!described.table().equals(request)) {
                throw new IllegalArgumentException("updates: row " + in.size() + " is one of table "
                        + SafeText.of(described.table().name()) + ", and this bulk writes table "
                        + SafeText.of(request.name()));
            }
            in.add(update);
            sources.add(described);
        }
        List<Outcome> outcomes = write(request, entity, sources, way);
        List<BulkUpdateResult.Row<Object, T>> rows = new ArrayList<>(in.size());
        for (int position = 0; position < in.size(); position++) {
            rows.add(new BulkUpdateResult.Row<>(
                    position, sources.get(position).id(), in.get(position), outcomes.get(position)));
        }
        BulkUpdateResult<Object, T> result = BulkUpdateResult.of(rows);
        publish(entity, result);
        return result;
    }

    private List<Outcome> write(TableRequest request, String entity, List<RowSource> sources, Way way) {
        return store.inScope(request, (table, scope) -> {
            Connections.requireWritable(table, scope);
            Outcomes outcomes = new Outcomes(sources.size());
            new BulkCall(table, entity, way, arrays(request, table, scope), outcomes).run(sources, scope);
            if (outcomes.speakOfTheTable()) {
                store.forget(request);
            }
            return outcomes.all();
        });
    }

    private @Nullable ArrayTypes arrays(TableRequest request, CheckedTable table, TransactionScope scope)
            throws SQLException {
        if (!table.dialect().takesArrays()) {
            return null;
        }
        Typed known = tables.get(request);
        if (known == null || !known.table().equals(table)) {
            known = new Typed(table, ArrayTypes.of(table, scope.connection()));
            tables.put(request, known);
        }
        return known.types();
    }

    private void publish(String entity, BulkUpdateResult<?, ?> result) {
        List<Conflict> conflicts = new ArrayList<>();
        for (Outcome outcome : result.outcomes()) {
            if (outcome instanceof Outcome.Conflicted conflicted) {
                conflicts.add(conflicted.conflict());
            }
        }
        store.publisher().publish(entity, conflicts, result.counts());
    }
}
