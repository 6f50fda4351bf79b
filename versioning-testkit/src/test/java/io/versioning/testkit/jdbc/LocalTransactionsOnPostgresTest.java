package io.versioning.testkit.jdbc;

import io.versioning.testkit.Harness;
import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.SingleRowProperties;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.jdbc.AccountSubject.Joining;

@RunsOn(DatabaseKind.POSTGRES)
class LocalTransactionsOnPostgresTest
        implements SingleRowContract<Object, Account>, SingleRowProperties<Object, Account> {

    private static final Harness<Object, Account> HARNESS = Harness.of(
            DatabaseKind.POSTGRES, new AccountSubject(Keys.LONG, "bigint", Long.MAX_VALUE, Joining.LOCAL_TRANSACTIONS));

    @Override
    public Harness<Object, Account> harness() {
        return HARNESS;
    }
}
