package io.versioning.jpa.internal;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Code of the application's that writes in its own way, and the flush that comes after it. For one call.
 *
 * @param knowledge the persistence unit
 * @param work the code
 * @param <T> the type of its answer
 */
record GuardedWork<T extends @Nullable Object>(FactoryKnowledge knowledge, Supplier<T> work)
        implements Sessions.Writing<T> {

    @Override
    public T in(SessionScope scope) throws SQLException {
        GuardedFlush flush = new GuardedFlush(knowledge, scope, knowledge.dialect(scope), null);
        return knowledge.setByHand().refusedDuring(scope.session(), () -> {
            T answer = flush.watch(work);
            requireSameTransaction(scope);
            flush.run(scope.session()::flush);
            return answer;
        });
    }

    private static void requireSameTransaction(SessionScope scope) {
        if (!scope.session().isTransactionInProgress()) {
            throw new IllegalStateException(
                    "work: has ended the transaction in which it was to be guarded; leave that to"
                            + " whoever has begun it");
        }
        scope.requireNotDoomed();
    }

    @Override
    public void beforeCommit() {
        // the transaction is the caller's, as the flushes are that come after this one
    }

    @Override
    public RuntimeException commitFailed(SessionScope scope, SQLException failure) {
        throw new IllegalStateException("committed a transaction of the caller's", failure);
    }
}
