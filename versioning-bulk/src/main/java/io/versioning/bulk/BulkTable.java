package io.versioning.bulk;

import io.versioning.BulkUpdateResult;
import io.versioning.Expecting;
import io.versioning.bulk.internal.BulkStore;
import io.versioning.bulk.internal.RowSource;
import io.versioning.bulk.internal.Stamps;
import io.versioning.bulk.internal.Way;
import io.versioning.event.Actor;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.write.RowImage;
import io.versioning.jdbc.TableSpec;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.util.Collection;
import java.util.Objects;
import java.util.function.Function;

/**
 * A table of which many rows are written at once, and each is judged by itself.
 *
 * <p>Over a {@code DataSource} the rows that could be written are committed, chunk by chunk; in a transaction of the
 * caller's they are pending, and what could not be written leaves the transaction as it was. Rows of one id take effect in
 * the order of the input; between ids the order is the library's, unless {@link #inInputOrder()} is asked for.
 *
 * <p>On PostgreSQL a chunk takes one statement for each set of columns that its rows set, one more for all rows of it that
 * lose, and a COMMIT; rows that come twice, bad rows and rows that others hold take more. On H2, and where chunks are
 * committed on a table with triggers or rules, each row takes what a guarded single write does.
 *
 * <p>Immutable and thread-safe; within a connection of the caller's no more so than that is.
 */
public final class BulkTable {

    private static final int CHUNK = 1000;

    private final TableSpec spec;
    private final BulkStore store;
    private final Actor actor;
    private final int chunk;
    private final Way.Mode mode;
    private final boolean inInputOrder;
    private final boolean withState;

    private BulkTable(
            TableSpec spec,
            BulkStore store,
            Actor actor,
            int chunk,
            Way.Mode mode,
            boolean inInputOrder,
            boolean withState) {
        this.spec = spec;
        this.store = store;
        this.actor = actor;
        this.chunk = chunk;
        this.mode = mode;
        this.inInputOrder = inInputOrder;
        this.withState = withState;
    }

    static BulkTable of(TableSpec spec, BulkStore store, Actor actor) {
        return new BulkTable(spec, store, actor, CHUNK, Way.Mode.EACH, false, false);
    }

    /**
     * Returns this table in a transaction of the caller's.
     *
     * @param connection an open connection without autocommit; it is neither committed nor rolled back nor closed
     * @return the table
     */
    public BulkTable within(Connection connection) {
        TransactionSource joining = TransactionSource.joining(Objects.requireNonNull(connection, "connection"));
        return new BulkTable(spec, store.through(joining), actor, chunk, mode, inInputOrder, withState);
    }

    /**
     * Returns this table with the current state in each conflict: a map of all columns.
     *
     * @return the table
     */
    public BulkTable withCurrentState() {
        return new BulkTable(spec, store, actor, chunk, mode, inInputOrder, true);
    }

    /**
     * Returns this table with rows that are written one after the other, in the order of the input, for rows that affect
     * one another by more than their id. Slower by far.
     *
     * @return the table
     */
    public BulkTable inInputOrder() {
        return new BulkTable(spec, store, actor, chunk, mode, true, withState);
    }

    /**
     * Returns this table with writes that are kept together or not at all: each row is judged, and if one was not
     * written, the others are {@linkplain io.versioning.Outcome.NotApplied#ROLLED_BACK rolled back}. Inside a transaction
     * of the caller's that goes on, and only what the call wrote is undone.
     *
     * @return the table
     */
    public BulkTable allOrNothing() {
        return new BulkTable(spec, store, actor, chunk, Way.Mode.ALL, inInputOrder, withState);
    }

    /**
     * Returns this table with writes that are kept together or not at all, and that end with the first chunk in which a
     * row was not written: the rows of later ones are
     * {@linkplain io.versioning.Outcome.NotApplied#NOT_ATTEMPTED not attempted}.
     *
     * @return the table
     */
    public BulkTable failFast() {
        return new BulkTable(spec, store, actor, chunk, Way.Mode.ALL_OR_STOP, inInputOrder, withState);
    }

    /**
     * Returns this table with another number of rows that are written at once, and committed.
     *
     * @param rows how many, 1 or more; 1000 unless said
     * @return the table
     * @throws IllegalArgumentException if it is less than 1
     */
    public BulkTable chunksOf(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: must be 1 or more, and was " + rows);
        }
        return new BulkTable(spec, store, actor, rows, mode, inInputOrder, withState);
    }

    /**
     * Begins an update of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> update(Object id) {
        return change(id, RowSource.Action.UPDATE);
    }

    /**
     * Begins a touch of one row, which advances its version and changes nothing else.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> touch(Object id) {
        return change(id, RowSource.Action.TOUCH);
    }

    /**
     * Begins a delete of one row.
     *
     * @param id its id
     * @return what asks for the expected version
     */
    public Expecting<RowChange> delete(Object id) {
        return change(id, RowSource.Action.DELETE);
    }

    private Expecting<RowChange> change(Object id, RowSource.Action action) {
        return Expecting.of(
                spec.entity(), id, expected -> RowChange.of(request(), spec.entity(), id, expected, action));
    }

    /**
     * Writes rows. What becomes of a row is told, and not thrown.
     *
     * @param changes the changes, in any number
     * @return what became of each, in the order of the changes
     * @throws IllegalArgumentException if one of them can't be meant (it is null or of another table, sets nothing, or an
     *     unknown column, the key or the version, or a value of another type), naming its position; nothing was written
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes; nothing was written
     * @throws io.versioning.DatabaseException if there is no connection to be had, or the catalogue can't be read; nothing
     *     was written
     * @throws IllegalStateException if the connection is closed, read-only or in autocommit mode where it should be in a
     *     transaction; nothing was written
     */
    public BulkUpdateResult<Object, RowChange> apply(Collection<RowChange> changes) {
        return apply(changes, Function.identity());
    }

    /**
     * Writes rows that are described by objects of the caller's, which come back with their outcomes; otherwise like
     * {@link #apply(Collection)}.
     *
     * @param updates the objects
     * @param change tells what is to become of the row of one; called once for each, before anything is written
     * @param <T> the type of the objects
     * @return what became of each, in the order of the objects
     */
    public <T> BulkUpdateResult<Object, T> apply(Collection<T> updates, Function<? super T, RowChange> change) {
        Objects.requireNonNull(change, "change");
        return store.write(
                request(),
                spec.entity(),
                updates,
                update -> change.apply(update).described(),
                way());
    }

    private TableRequest request() {
        return new TableRequest(spec.schema().orElse(null), spec.name(), spec.idColumns(), spec.versionColumn());
    }

    private Way way() {
        Stamps stamps = new Stamps(
                spec.timeStamps(),
                spec.actorStamps(),
                spec.actorStamps().isEmpty() ? null : actor.current().orElse(null));
        Function<RowImage, Object> state = RowImage::values;
        return new Way(chunk, mode, inInputOrder, withState ? state : null, stamps);
    }

    @Override
    public String toString() {
        return "BulkTable[" + spec + "]";
    }
}
