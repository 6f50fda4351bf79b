package io.versioning.testkit.jdbc;

import io.versioning.jdbc.GuardedTable;
import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.OpenTransaction;
import io.versioning.transaction.LocalTransactions;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import org.jspecify.annotations.Nullable;

/**
 * A transaction of {@link LocalTransactions}: its work runs in a thread of its own, and does what this thread asks for
 * until it is asked to end.
 */
final class LocalTransaction implements OpenTransaction<Object, Account> {

    /** Ends the work. */
    private static final class RollBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Task(Callable<?> work, CompletableFuture<@Nullable Object> answer) {}

    private final SynchronousQueue<Optional<Task>> tasks = new SynchronousQueue<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final LocalTransactions transactions;
    private final GuardedRows<Object, Account> rows;
    private boolean rollback;
    private boolean ended;

    private LocalTransaction(LocalTransactions transactions, GuardedTable table) {
        this.transactions = transactions;
        this.rows = inTheTransaction(new JdbcRows(table));
    }

    static LocalTransaction begin(LocalTransactions transactions, GuardedTable table) {
        LocalTransaction begun = new LocalTransaction(transactions, table);
        new Thread(begun::run, "transaction").start();
        return begun;
    }

    private void run() {
        try {
            transactions.call(connection -> {
                for (Optional<Task> task = take(); task.isPresent(); task = take()) {
                    answer(task.get());
                }
                if (rollback) {
                    throw new RollBack();
                }
                return null;
            });
            end.complete(null);
        } catch (RollBack asked) {
            end.complete(null);
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    private Optional<Task> take() {
        try {
            return tasks.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(Task task) {
        try {
            task.answer().complete(task.work().call());
        } catch (Throwable e) {
            task.answer().completeExceptionally(e);
        }
    }

    /** The same rows, each call of which runs in the transaction's thread. */
    @SuppressWarnings("unchecked")
    private GuardedRows<Object, Account> inTheTransaction(JdbcRows real) {
        return (GuardedRows<Object, Account>) Proxy.newProxyInstance(
                GuardedRows.class.getClassLoader(), new Class<?>[] {GuardedRows.class}, (proxy, method, arguments) -> {
                    Task task = new Task(() -> method.invoke(real, arguments), new CompletableFuture<>());
                    tasks.put(Optional.of(task));
                    try {
                        return task.answer().get();
                    } catch (ExecutionException e) {
                        throw e.getCause() instanceof InvocationTargetException thrown
                                ? thrown.getCause()
                                : e.getCause();
                    }
                });
    }

    @Override
    public GuardedRows<Object, Account> rows() {
        return rows;
    }

    @Override
    public void commit() {
        end(false);
    }

    @Override
    public void rollback() {
        end(true);
    }

    private void end(boolean byRollback) {
        ended = true;
        rollback = byRollback;
        try {
            tasks.put(Optional.empty());
            end.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    @Override
    public boolean endIsSeen() {
        return true;
    }

    @Override
    public void close() {
        if (!ended) {
            rollback();
        }
    }
}
