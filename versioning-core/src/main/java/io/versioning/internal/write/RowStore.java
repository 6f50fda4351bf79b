package io.versioning.internal.write;

import io.versioning.ConflictException;
import io.versioning.TableUnsuitableException;
import io.versioning.VersionOverflowException;
import io.versioning.internal.event.ConflictPublisher;
import io.versioning.internal.sql.CheckedTable;
import io.versioning.internal.sql.SqlFailure;
import io.versioning.internal.sql.TableRequest;
import io.versioning.internal.text.SafeText;
import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads and writes rows, each call in a scope of its own: the engine under the plain-JDBC API.
 *
 * <p>As thread-safe as its transaction source.
 */
public final class RowStore {

    private static final Logger LOG = LoggerFactory.getLogger(RowStore.class);

    private final TransactionSource source;
    private final ConflictPublisher publisher;
    private final CheckedTables tables;

    private RowStore(TransactionSource source, ConflictPublisher publisher, CheckedTables tables) {
        this.source = source;
        this.publisher = publisher;
        this.tables = tables;
    }

    /**
     * A store over a source of transactions.
     *
     * @param source where scopes come from
     * @param publisher who learns of conflicts
     * @return the store
     */
    public static RowStore over(TransactionSource source, ConflictPublisher publisher) {
        return new RowStore(source, publisher, new CheckedTables());
    }

    /**
     * Returns a store like this one, with the same checked tables, over another source of the same database.
     *
     * @param other the other source
     * @return the store
     */
    public RowStore through(TransactionSource other) {
        return new RowStore(other, publisher, tables);
    }

    /**
     * Returns a store like this one, with the same checked tables, that tells others of conflicts.
     *
     * @param other who learns of conflicts
     * @return the store
     */
    public RowStore telling(ConflictPublisher other) {
        return new RowStore(source, other, tables);
    }

    /**
     * Returns who learns of conflicts.
     *
     * @return the publisher
     */
    public ConflictPublisher publisher() {
        return publisher;
    }

    /**
     * Checks a table, unless it was checked before.
     *
     * @param request the table
     */
    public void check(TableRequest request) {
        inScope(request, (table, scope) -> table);
    }

    /**
     * Lets a table be checked again with the next call: it may have been changed since it was checked.
     *
     * @param request the table
     */
    public void forget(TableRequest request) {
        tables.forget(request);
    }

    /**
     * Writes one row in a guarded way.
     *
     * @param request the table
     * @param write the write
     * @param holder is given the new version, and the expected one again if the transaction turns out not to be
     *     committed; or null
     * @return the new version; of a deleted row, its last one
     */
    public long write(TableRequest request, RowWrite write, @Nullable LongConsumer holder) {
        long expected = write.expected();
        long version = write(request, write, holder == null ? () -> {} : () -> holder.accept(expected));
        if (holder != null) {
            holder.accept(version);
        }
        return version;
    }

    private long write(TableRequest request, RowWrite write, Runnable undone) {
        try {
            return inScope(request, (table, scope) -> {
                Connections.requireWritable(table, scope);
                long version = new RowAttempt(table, write, scope).run();
                unlessCommitted(scope, undone);
                return version;
            });
        } catch (ConflictException conflict) {
            // only now that the connection is back: a listener may need one of its own
            throw publisher.publish(conflict);
        } catch (VersionOverflowException | TableUnsuitableException changed) {
            // the table may have been changed since it was checked, or may be before the next try
            tables.forget(request);
            throw changed;
        }
    }

    /** What was written in a caller's transaction may yet be lost. */
    private static void unlessCommitted(TransactionScope scope, Runnable undone) {
        if (scope.joined()) {
            scope.afterCompletion(completion -> {
                if (completion != Completion.COMMITTED) {
                    undone.run();
                }
            });
        }
    }

    /**
     * Inserts one row at version 1.
     *
     * @param request the table
     * @param entity the name of the entity or table, for messages
     * @param id the row's id, or words for one that the database generates, for messages
     * @param statements the adapter's statements
     * @param undone is called if the caller's transaction turns out not to be committed
     * @return the values of the key
     */
    public List<@Nullable Object> insert(
            TableRequest request, String entity, Object id, InsertStatements.Factory statements, Runnable undone) {
        return inScope(request, (table, scope) -> {
            Connections.requireWritable(table, scope);
            FailureTranslation failures =
                    new FailureTranslation(table.name(), table.dialect(), scope, entity, id, null);
            List<@Nullable Object> key =
                    new RowInsert(table, scope, failures).run(statements.on(table, scope.connection()));
            unlessCommitted(scope, undone);
            return key;
        });
    }

    /**
     * Reads rows.
     *
     * @param request the table
     * @param statement gives the statement
     * @return the rows
     */
    public List<RowImage> read(TableRequest request, Function<GuardedSql, Statement> statement) {
        return inScope(request, (table, scope) -> read(table, scope, statement));
    }

    /**
     * Reads rows outside of any transaction of the caller's.
     *
     * @param request the table
     * @param statement gives the statement
     * @return the rows
     * @throws IllegalStateException if there is a transaction of the caller's
     */
    public List<RowImage> readAlone(TableRequest request, Function<GuardedSql, Statement> statement) {
        return inOwnedScope(request, (table, scope) -> read(table, scope, statement));
    }

    private static List<RowImage> read(
            CheckedTable table, TransactionScope scope, Function<GuardedSql, Statement> statement) throws SQLException {
        return new Execution(table, scope.connection()).rows(statement.apply(new GuardedSql(table)));
    }

    /**
     * Work on a table in a scope.
     *
     * @param <R> its answer
     */
    @FunctionalInterface
    public interface ScopeWork<R> {

        /**
         * Does the work.
         *
         * @param table the table
         * @param scope the scope
         * @return the answer
         * @throws SQLException if a statement fails
         */
        R in(CheckedTable table, TransactionScope scope) throws SQLException;
    }

    /**
     * Reads in a way of the adapter's own.
     *
     * @param request the table
     * @param work reads
     * @param <R> the answer
     * @return the answer
     */
    public <R> R inScope(TableRequest request, ScopeWork<R> work) {
        TransactionScope scope = open();
        R result;
        try {
            Connections.requireSound(scope);
            result = work.in(tables.get(request, scope.connection()), scope);
        } catch (SQLException e) {
            RuntimeException failure =
                    SqlFailure.of(e).toDatabaseException("Table " + SafeText.of(request.name()) + " could not be read");
            if (scope.joined()) {
                scope.doom(failure);
            }
            closeAfter(failure, scope);
            throw failure;
        } catch (Throwable e) {
            // also what no signature declares: a checked exception thrown by other languages
            closeAfter(e, scope);
            throw e;
        }
        closeAfterSuccess(scope);
        return result;
    }

    /**
     * Reads in a way of the adapter's own, outside of any transaction of the caller's.
     *
     * @param request the table
     * @param work reads
     * @param <R> the answer
     * @return the answer
     * @throws IllegalStateException if there is a transaction of the caller's
     */
    public <R> R inOwnedScope(TableRequest request, ScopeWork<R> work) {
        return inScope(request, (table, scope) -> {
            if (scope.joined()) {
                throw RetryLoop.insideTransaction();
            }
            return work.in(table, scope);
        });
    }

    private TransactionScope open() {
        try {
            return source.open();
        } catch (SQLException e) {
            throw SqlFailure.of(e).toDatabaseException("No connection could be had");
        }
    }

    private static void closeAfter(Throwable failure, TransactionScope scope) {
        try {
            scope.close();
        } catch (SQLException | RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** What was written is written: trouble with handing the connection back must not make the caller write it again. */
    private static void closeAfterSuccess(TransactionScope scope) {
        try {
            scope.close();
        } catch (SQLException | RuntimeException e) {
            LOG.warn("A connection could not be handed back after a call that succeeded", e);
        }
    }
}
