package io.versioning.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.versioning.internal.write.RetryLoop;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An update of one row that takes place only if the row is at the expected version.
 *
 * <pre>{@code
 * long version = airports.update("ORD").expecting(5).set("name", "O'Hare").apply();
 * }</pre>
 *
 * <p>Immutable: each method returns a new update, and nothing happens before {@link #apply}.
 */
public final class GuardedUpdate {

    private final Target target;
    private final Changes changes;

    private GuardedUpdate(Target target, Changes changes) {
        this.target = target;
        this.changes = changes;
    }

    static GuardedUpdate of(Target target) {
        return new GuardedUpdate(target, Changes.NONE);
    }

    /** What is tried again must expect what was just read. */
    GuardedUpdate requireSameTarget(GuardedUpdate offered) {
        if (!target.isSameRowAs(offered.target)) {
            throw RetryLoop.otherTarget();
        }
        return this;
    }

    /**
     * Sets a column to a value.
     *
     * @param column its name; neither the version nor part of the key
     * @param value the value, or null
     * @return the update
     */
    public GuardedUpdate set(String column, @Nullable Object value) {
        return new GuardedUpdate(target, changes.set(column, value));
    }

    /**
     * Sets a column to an SQL expression, which sees the row as it is at the expected version:
     * {@code setSql("seats", "seats - ?", 2)}.
     *
     * @param column its name; neither the version nor part of the key
     * @param expression goes into the statement as it is, so it must not be made of user input
     * @param values the values of its place holders, which may be user input
     * @return the update
     * @throws IllegalArgumentException if there are more or fewer values than place holders
     */
    public GuardedUpdate setSql(String column, String expression, @Nullable Object... values) {
        return new GuardedUpdate(target, changes.setSql(column, expression, values));
    }

    /**
     * Sets several columns to values, such as what is left of {@link Row#fields()} after editing.
     *
     * @param values the values by column; neither the version nor part of the key
     * @return the update
     */
    public GuardedUpdate setAll(Map<String, ? extends @Nullable Object> values) {
        return new GuardedUpdate(target, changes.setAll(values));
    }

    /**
     * Asks for the row's current state in case of a conflict; it comes with the same statement as the actual version.
     *
     * @return the update, whose {@code ConflictException.currentState(Row.class)} holds the row
     */
    public GuardedUpdate withCurrentState() {
        return new GuardedUpdate(target.wantingCurrentState(), changes);
    }

    /**
     * Hands the new version to the caller's object once the row is written: {@code advancing(airport::setVersion)}.
     *
     * <p>It is not called if the write fails, and never while the library holds a connection of its own. What it throws,
     * the call throws, and the row stays written. If the write joined a transaction that rolls back, the object is given the
     * expected version again, provided that the transaction source can see the end: a
     * {@link io.versioning.transaction.LocalTransactions} and adapters to transaction managers can, a plain connection
     * can't. A rollback to a savepoint is not seen by any of them.
     *
     * @param holder takes the version
     * @return the update
     */
    public GuardedUpdate advancing(LongConsumer holder) {
        return new GuardedUpdate(target.advancing(Objects.requireNonNull(holder, "holder")), changes);
    }

    /**
     * Writes the row, in one statement; on a table with triggers, in a transaction or between savepoints of its own, and
     * with one statement more that reads what became of the version.
     *
     * @return the new version: the expected one plus 1
     * @throws io.versioning.ConflictException if the row is not at the expected version, or is not there; two statements
     * @throws io.versioning.RowBusyException if another transaction holds the row longer than the lock time-out
     * @throws io.versioning.AttemptAbortedException if the database gave up: serialization failure, deadlock,
     *     cancellation; in a joined transaction, the caller must roll back
     * @throws io.versioning.WriteRefusedException if a constraint, a type, a trigger or a row policy refused the values
     * @throws io.versioning.VersionOverflowException if the version column can't hold the next version
     * @throws io.versioning.OutcomeUnknownException if the connection was lost while the write was being committed
     * @throws io.versioning.TableUnsuitableException if the table is not fit for guarded writes
     * @throws io.versioning.DatabaseException if the database failed in another way; nothing was written
     * @throws IllegalStateException if nothing was set, or the connection is closed, read-only or in autocommit mode
     * @throws IllegalArgumentException if a column does not exist, is set twice, is the version or part of the key, or if
     *     a text can't be stored
     */
    @CanIgnoreReturnValue
    public long apply() {
        if (changes.isEmpty()) {
            throw new IllegalStateException("Nothing was set; to advance the version only, use touch(...)");
        }
        return target.update(changes);
    }
}
