package io.versioning.bulk.internal;

import io.versioning.transaction.Completion;
import io.versioning.transaction.TransactionScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Consumer;

/** A scope that knows whether its transaction was lost. Not thread-safe. */
final class WatchedScope implements TransactionScope {

    private final TransactionScope scope;
    private boolean doomed;

    WatchedScope(TransactionScope scope) {
        this.scope = scope;
    }

    /** Whether what was written in the transaction is lost. */
    boolean isDoomed() {
        return doomed;
    }

    @Override
    public void doom(Throwable cause) {
        doomed = true;
        scope.doom(cause);
    }

    @Override
    public Connection connection() {
        return scope.connection();
    }

    @Override
    public boolean joined() {
        return scope.joined();
    }

    @Override
    public void afterCompletion(Consumer<Completion> callback) {
        scope.afterCompletion(callback);
    }

    @Override
    public void close() throws SQLException {
        scope.close();
    }
}
