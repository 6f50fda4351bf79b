package io.versioning.bulk.jooq.internal;

import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.internal.Stamps;
import io.versioning.bulk.internal.Target;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.internal.write.RowStore;
import io.versioning.jooq.internal.JooqTable;
import io.versioning.jooq.internal.JooqTable.Stamp;
import io.versioning.jooq.internal.JooqTransactions;
import io.versioning.jooq.internal.Keys;
import io.versioning.jooq.internal.Records;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Configuration;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/**
 * A table of jOOQ's as the engine sees it. Immutable, and as thread-safe as the configuration.
 *
 * @param configuration how SQL is rendered
 * @param store carries out bulks
 * @param table the table
 * @param request its names
 * @param fields its columns
 * @param records what writes rows of it by statements of jOOQ's
 * @param <R> the type of the records
 */
public record RecordTable<R extends Record>(
        Configuration configuration,
        BulkStore store,
        JooqTable<R> table,
        TableRequest request,
        FieldColumns fields,
        Records<R> records) {

    /**
     * A table.
     *
     * @param configuration how SQL is rendered
     * @param store carries out bulks
     * @param table the table
     * @param <R> the type of the records
     * @return the table
     * @throws IllegalArgumentException if a field of its key has a binding of its own
     */
    public static <R extends Record> RecordTable<R> of(
            Configuration configuration, BulkStore store, JooqTable<R> table) {
        for (Field<?> id : table.ids()) {
            if (!FieldValues.isDefault(id)) {
                throw new IllegalArgumentException("table: field " + SafeText.of(id.getName()) + " of its key has a"
                        + " binding of its own, and what that writes can't be compared with many rows; write row by row"
                        + " with JooqVersioning");
            }
        }
        TableRequest request = table.request(configuration.dsl());
        RowStore rows = RowStore.over(new JooqTransactions(configuration), store.publisher());
        return new RecordTable<>(
                configuration,
                store,
                table,
                request,
                new FieldColumns(configuration.dsl()),
                Records.of(configuration, rows, table));
    }

    /**
     * Returns a table like this one, in the same place.
     *
     * @param other the table
     * @return the table
     */
    public RecordTable<R> of(JooqTable<R> other) {
        return of(configuration, store, other);
    }

    /**
     * Returns what the engine writes to.
     *
     * @return the target
     */
    public Target target() {
        Stamps.Columns columns = new Stamps.Columns(names(Stamp.Kind.TIME), names(Stamp.Kind.ACTOR));
        return new Target(
                request, table.entity(), new RecordStates(configuration, table), () -> new Stamps(columns, actor()));
    }

    private List<String> names(Stamp.Kind kind) {
        return stamped(kind).stream().map(fields::name).toList();
    }

    private List<Field<?>> stamped(Stamp.Kind kind) {
        List<Field<?>> stamped = new ArrayList<>();
        for (Stamp stamp : table.stamps()) {
            if (stamp.kind() == kind) {
                stamped.add(stamp.field());
            }
        }
        return stamped;
    }

    private @Nullable Object actor() {
        List<Field<?>> stamped = stamped(Stamp.Kind.ACTOR);
        ConflictPublisher publisher = store.publisher();
        return stamped.size() != 1 || writesAlone()
                ? null
                : publisher
                        .actor()
                        .current()
                        .map(who -> fields.value(stamped.get(0), who))
                        .orElse(null);
    }

    /** Whether no row travels with others: the actor is bound in a way that only jOOQ knows, or in several ways. */
    boolean writesAlone() {
        List<Field<?>> stamped = stamped(Stamp.Kind.ACTOR);
        return stamped.size() > 1 || stamped.stream().anyMatch(field -> !FieldValues.travels(field, ""));
    }

    /** The key that an id names, as it is bound. */
    List<Object> key(CheckedTable checked, Object id) {
        List<Object> key = new ArrayList<>();
        List<Object> values = Keys.values(table, checked, id);
        for (int part = 0; part < values.size(); part++) {
            key.add(fields.bound(values.get(part)));
        }
        return key;
    }
}
