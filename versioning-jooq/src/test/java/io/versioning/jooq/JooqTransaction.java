package io.versioning.jooq;

import io.versioning.testkit.GuardedRows;
import io.versioning.testkit.ThreadTransaction;
import java.util.function.Function;

/** A transaction of jOOQ's. */
final class JooqTransaction {

    private JooqTransaction() {}

    static ThreadTransaction<Long, Account> begin(
            JooqVersioning versioning, Function<JooqVersioning, GuardedRows<Long, Account>> rows) {
        return ThreadTransaction.begin(
                work -> versioning.transaction(transaction -> work.accept(rows.apply(transaction))));
    }
}
