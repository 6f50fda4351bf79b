package io.versioning.bulk.internal;

import io.versioning.transaction.TransactionScope;
import java.sql.Connection;

/** A transaction of the library's own: what is written in it is not committed before its end, as in one of the caller's. */
record OwnTransaction(Connection connection) implements TransactionScope {

    @Override
    public boolean joined() {
        return true;
    }

    /** Whoever opened the connection closes it. */
    @Override
    public void close() {}
}
