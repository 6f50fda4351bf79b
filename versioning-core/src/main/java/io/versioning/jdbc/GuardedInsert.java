package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.event.Actor;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.write.Ids;
import io.versioning.internal.write.JdbcInsert;
import io.versioning.internal.write.RowInsert;
import io.versioning.internal.write.RowStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Inserts one row at version 1.
 *
 * <p>Immutable: each method returns a new insert, and nothing happens before {@link #apply}.
 */
public final class GuardedInsert {

    private final TableSpec spec;
    private final RowStore store;
    private final @Nullable Object id;
    private final Changes changes;

    private GuardedInsert(TableSpec spec, RowStore store, @Nullable Object id, Changes changes) {
        this.spec = spec;
        this.store = store;
        this.id = id;
        this.changes = changes;
    }

    static GuardedInsert of(TableSpec spec, RowStore store, @Nullable Object id) {
        return new GuardedInsert(spec, store, id, Changes.NONE);
    }

    /**
     * Sets a column to a value.
     *
     * @param column its name, but not the version's
     * @param value the value, or null
     * @return the insert
     */
    public GuardedInsert set(String column, @Nullable Object value) {
        return new GuardedInsert(spec, store, id, changes.set(column, value));
    }

    /**
     * Sets a column to an SQL expression: see {@link GuardedUpdate#setSql}.
     *
     * @param column its name, but not the version's
     * @param expression goes into the statement as it is, so it must not be made of user input
     * @param values the values of its place holders
     * @return the insert
     * @throws IllegalArgumentException if there are more or fewer values than place holders
     */
    public GuardedInsert setSql(String column, String expression, @Nullable Object... values) {
        return new GuardedInsert(spec, store, id, changes.setSql(column, expression, values));
    }

    /**
     * Sets several columns to values.
     *
     * @param values the values by column, but not the version
     * @return the insert
     */
    public GuardedInsert setAll(Map<String, ? extends @Nullable Object> values) {
        return new GuardedInsert(spec, store, id, changes.setAll(values));
    }

    /**
     * Inserts the row, in one statement.
     *
     * @return its id, given or generated, and its version
     * @throws io.versioning.WriteRefusedException if a constraint, a type or a trigger refused the values; an id that is
     *     taken is one of these, and no conflict
     * @throws io.versioning.RowBusyException if another transaction holds what the row depends on
     * @throws io.versioning.AttemptAbortedException if the database gave up; in a joined transaction, roll back
     * @throws io.versioning.OutcomeUnknownException if the connection was lost while the insert was being committed
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes
     * @throws io.versioning.DatabaseException if the database failed in another way; nothing was written
     * @throws IllegalStateException if the connection is closed, read-only or in autocommit mode
     * @throws IllegalArgumentException if a column does not exist, is set twice or is the version, or if a text can't be
     *     stored
     */
    @CanIgnoreReturnValue
    public Inserted apply() {
        Actor actor = store.publisher().actor();
        List<@Nullable Object> key = store.insert(
                spec.request(),
                spec.entity(),
                id == null ? "(new row)" : id,
                (table, connection) ->
                        new JdbcInsert(table, connection, withKey(table).forInsert(table, spec.stamps(), actor)),
                () -> {});
        return new Inserted(Ids.of(key), RowInsert.FIRST_VERSION);
    }

    private Changes withKey(CheckedTable table) {
        return id == null ? changes : changes.withKey(table, Ids.key(id));
    }
}
