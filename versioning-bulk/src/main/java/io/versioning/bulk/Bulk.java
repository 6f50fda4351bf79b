package io.versioning.bulk;

import io.versioning.BulkUpdateResult;
import io.versioning.bulk.internal.BulkSetup;
import io.versioning.bulk.internal.Way;
import java.time.Duration;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Rows of one table that are written many at once, each judged by itself: what all doors to the bulk engine have in common.
 *
 * <p>Where the library owns its connections, the rows that could be written are committed, chunk by chunk; in a transaction
 * of the caller's they are pending, and what could not be written leaves the transaction as it was. Rows of one id take
 * effect in the order of the input; between ids the order is the library's, unless {@link #inInputOrder()} is asked for.
 *
 * <p>On PostgreSQL a chunk takes one statement for each set of columns that its rows set, one more for all rows of it that
 * lose, and a COMMIT; rows that come twice, bad rows, rows that others hold and tables with triggers take more. On H2 a chunk
 * is a JDBC batch for each set of columns, and each row that loses takes one statement more. A call of one row takes what a
 * guarded single write does.
 *
 * <p>Immutable and thread-safe; within a connection of the caller's no more so than that is.
 *
 * @param <C> the type of the changes
 * @param <B> the type of the door
 */
public abstract class Bulk<C, B extends Bulk<C, B>> {

    /** What a number of milliseconds of 32 bits holds, in whole days. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofDays(24);

    private final BulkSetup<C> setup;

    /**
     * A door to the engine.
     *
     * @param setup what it writes, where, and how
     */
    protected Bulk(BulkSetup<C> setup) {
        this.setup = setup;
    }

    /**
     * Returns a door like this one.
     *
     * @param other what it writes, where, and how
     * @return the door
     */
    protected abstract B with(BulkSetup<C> other);

    /**
     * Returns what this door writes, where, and how.
     *
     * @return the setup
     */
    protected final BulkSetup<C> setup() {
        return setup;
    }

    private B going(UnaryOperator<Way> way) {
        return with(setup.going(way.apply(setup.way())));
    }

    /**
     * Returns this door with the current state in each conflict.
     *
     * @return the door
     */
    public B withCurrentState() {
        return going(Way::withState);
    }

    /**
     * Returns this door with rows that are written one after the other, in the order of the input, for rows that affect
     * one another by more than their id. Slower by far.
     *
     * @return the door
     */
    public B inInputOrder() {
        return going(Way::oneByOne);
    }

    /**
     * Returns this door with writes that are kept together or not at all: each row is judged, and if one was not
     * written, the others are {@linkplain io.versioning.Outcome.NotApplied#ROLLED_BACK rolled back}. Inside a transaction
     * of the caller's that goes on, and only what the call wrote is undone.
     *
     * @return the door
     */
    public B allOrNothing() {
        return going(way -> way.keeping(Way.Mode.ALL));
    }

    /**
     * Returns this door with writes that are kept together or not at all, and that end with the first chunk in which a
     * row was not written: the rows of later ones are
     * {@linkplain io.versioning.Outcome.NotApplied#NOT_ATTEMPTED not attempted}.
     *
     * @return the door
     */
    public B failFast() {
        return going(way -> way.keeping(Way.Mode.ALL_OR_STOP));
    }

    /**
     * Returns this door with another number of rows that are written at once, and committed.
     *
     * @param rows how many, 1 or more; 5000 unless said
     * @return the door
     * @throws IllegalArgumentException if it is less than 1
     */
    public B chunksOf(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows: must be 1 or more, and was " + rows);
        }
        return going(way -> way.inChunksOf(rows));
    }

    /**
     * Returns this door with another time for which a statement waits for a row that another transaction holds. A chunk
     * waits so long once; then such rows are {@linkplain io.versioning.Outcome.NotApplied#BUSY busy}, and the others are
     * written. Without this it waits as long as the connection does otherwise, which on PostgreSQL is for ever unless
     * {@code lock_timeout} is set. Takes two more statements a call.
     *
     * @param time the time; less than a millisecond counts as one
     * @return the door
     * @throws IllegalArgumentException if it is negative, or more than 24 days
     */
    public B lockTimeout(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException("time: must be between 0 and " + LONGEST_TIMEOUT + ", and was " + time);
        }
        return going(way -> way.waiting(time));
    }

    /**
     * Returns this door with somebody who judges each update before anything of its chunk is written.
     *
     * @param validator tells what is wrong with one
     * @return the door
     */
    public B validatedBy(RowValidator validator) {
        Objects.requireNonNull(validator, "validator");
        return going(way -> way.validating(validator));
    }

    /**
     * Returns this door with a receipt for each transaction that the library commits: a row in a table of the
     * application's, by which {@link #resolve} can tell what became of it, on any database, and also after a crash. One
     * more statement for each chunk, and none in a transaction of the caller's.
     *
     * <p>The table has a primary key {@code id} (UUID), {@code committed} (BOOLEAN NOT NULL) and {@code created_at} (TIMESTAMP
     * DEFAULT CURRENT_TIMESTAMP NOT NULL). A receipt counts for seven days; delete those that are older than eight.
     *
     * @param table its name, with or without a schema: letters, digits and underscores
     * @return the door
     * @throws IllegalArgumentException if the name has other characters
     */
    public B leavingReceiptsIn(String table) {
        return going(way -> way.leavingReceipts(Objects.requireNonNull(table, "table")));
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
    public BulkUpdateResult<Object, C> apply(Collection<C> changes) {
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
    public <T> BulkUpdateResult<Object, T> apply(Collection<T> updates, Function<? super T, ? extends C> change) {
        Objects.requireNonNull(change, "change");
        return setup.apply(updates, change);
    }

    /**
     * Begins to write any number of rows, which are read as they are written, so that neither they nor their outcomes have
     * to fit into memory. Nothing is read or written before {@link BulkStream#into}.
     *
     * @param changes the changes
     * @return what asks where the outcomes go
     * @throws IllegalStateException if all or nothing is to be kept: that can't be told of a row before the last one is
     *     written
     */
    public BulkStream<C> stream(Iterator<? extends C> changes) {
        return stream(changes, Function.identity());
    }

    /**
     * Begins to write any number of rows that are described by objects of the caller's; otherwise like
     * {@link #stream(Iterator)}.
     *
     * @param updates the objects; {@code iterator()} of a {@link java.util.stream.Stream} is one
     * @param change tells what is to become of the row of one; called once for each, in their order
     * @param <T> the type of the objects
     * @return what asks where the outcomes go
     * @throws IllegalStateException if all or nothing is to be kept
     */
    public <T> BulkStream<T> stream(Iterator<? extends T> updates, Function<? super T, ? extends C> change) {
        return BulkStream.of(
                setup.feed(Objects.requireNonNull(updates, "updates"), Objects.requireNonNull(change, "change")));
    }

    /**
     * Settles rows of which nobody could tell whether they were written, where it can be proven by now: asks the database, on
     * another connection, whether the transaction that wrote them was committed. Takes one statement for each chunk that is
     * unknown, and up to about a second more if its transaction is still under way. Nothing is written again, and no
     * conflict is told once more.
     *
     * <p>On PostgreSQL it can be proven while the server that wrote the rows runs on; after a crash, and on other databases,
     * by {@linkplain #leavingReceiptsIn receipts} only. A row that was written alone, in no transaction, stays unknown. So
     * does whatever can't be proven, and {@link BulkUpdateResult#unresolved()} tells these.
     *
     * @param result what a call on this table told, at whatever time
     * @param <T> the type of the updates
     * @return the same rows, each unknown one applied, or {@linkplain io.versioning.Outcome.NotApplied#ROLLED_BACK rolled
     *     back}, or unknown as before; rows that were not unknown are as they were
     * @throws IllegalStateException if there is something to settle, and a transaction of the caller's: it might not see what
     *     was committed
     * @throws io.versioning.DatabaseException if there is no connection to be had
     */
    public <T> BulkUpdateResult<Object, T> resolve(BulkUpdateResult<Object, T> result) {
        return BulkUpdateResult.of(setup.resolve(result.rows()));
    }

    /**
     * Settles some rows, such as those of a stream that are unknown; otherwise like {@link #resolve(BulkUpdateResult)}.
     *
     * @param rows rows that calls on this table told
     * @param <T> the type of the updates
     * @return the same rows, in the same order, with what is known of them now
     */
    public <T> List<BulkUpdateResult.Row<Object, T>> resolve(List<BulkUpdateResult.Row<Object, T>> rows) {
        return setup.resolve(rows);
    }

    /** Describes the door by its table. */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + setup.target() + "]";
    }
}
