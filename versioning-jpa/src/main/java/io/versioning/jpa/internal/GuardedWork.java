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
        T answer = flush.watch(work);
        scope.requireNotDoomed();
        requireVersionsAsLoaded(scope);
        flush.run(scope.session()::flush);
        return answer;
    }

    /** What the work has changed would be written by any later flush: so the transaction is over. */
    private void requireVersionsAsLoaded(SessionScope scope) {
        try {
            VersionSetByHand.refuse(scope.session(), knowledge);
        } catch (IllegalStateException setByHand) {
            scope.doom(setByHand);
            throw setByHand;
        }
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
