package io.versioning.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that is made of a block of work ({@code transactions.run(connection -> ...)}) or is bound to a thread: the
 * block runs in a thread of its own, does what the test's thread asks for, and ends when it is asked to.
 *
 * <p>Used by one thread at a time. Its end is seen.
 *
 * @param <ID> the type of the ids
 * @param <S> the type of the states
 */
public final class ThreadTransaction<ID, S> implements OpenTransaction<ID, S> {

    /** Runs a block of work in a transaction: commits when the block returns, and rolls back when it throws. */
    @FunctionalInterface
    public interface Runner<ID, S> {

        /**
         * Runs a block.
         *
         * @param block the block, which takes the rows as seen in the transaction
         */
        void run(Consumer<GuardedRows<ID, S>> block);
    }

    /** Ends the block. */
    private static final class RollBack extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private record Task(Callable<?> work, CompletableFuture<@Nullable Object> answer) {}

    private final SynchronousQueue<Optional<Task>> tasks = new SynchronousQueue<>();
    private final CompletableFuture<GuardedRows<ID, S>> begun = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
    private final GuardedRows<ID, S> rows = inTheTransaction();
    private boolean rollback;
    private boolean ended;

    private ThreadTransaction() {}

    /**
     * Begins a transaction.
     *
     * @param runner runs the block
     * @param <ID> the type of the ids
     * @param <S> the type of the states
     * @return the transaction
     */
    public static <ID, S> ThreadTransaction<ID, S> begin(Runner<ID, S> runner) {
        ThreadTransaction<ID, S> transaction = new ThreadTransaction<>();
        new Thread(() -> transaction.run(runner), "transaction").start();
        return transaction;
    }

    private void run(Runner<ID, S> runner) {
        try {
            runner.run(this::doWhatIsAsked);
            end.complete(null);
        } catch (RollBack asked) {
            end.complete(null);
        } catch (RuntimeException | Error e) {
            begun.completeExceptionally(e);
            end.completeExceptionally(e);
        }
    }

    private void doWhatIsAsked(GuardedRows<ID, S> real) {
        begun.complete(real);
        for (Optional<Task> task = take(); task.isPresent(); task = take()) {
            answer(task.get());
        }
        if (rollback) {
            throw new RollBack();
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
    private GuardedRows<ID, S> inTheTransaction() {
        return (GuardedRows<ID, S>) Proxy.newProxyInstance(
                GuardedRows.class.getClassLoader(), new Class<?>[] {GuardedRows.class}, (proxy, method, arguments) -> {
                    GuardedRows<ID, S> real = begun.get();
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
    public GuardedRows<ID, S> rows() {
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
            GuardedRows<ID, S> unused = begun.get();
            tasks.put(Optional.empty());
            end.get();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw (RuntimeException) e.getCause();
        }
    }

    /** Always true. */
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
