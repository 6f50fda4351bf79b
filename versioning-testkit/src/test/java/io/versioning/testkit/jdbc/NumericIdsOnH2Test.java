package io.versioning.testkit.jdbc;

import io.versioning.testkit.Harness;
import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.SingleRowProperties;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.jdbc.AccountSubject.Joining;

@RunsOn(DatabaseKind.H2)
class NumericIdsOnH2Test implements SingleRowContract<Object, Account>, SingleRowProperties<Object, Account> {

    private static final Harness<Object, Account> HARNESS = Harness.of(
            DatabaseKind.H2, new AccountSubject(Keys.NUMERIC, "integer", Integer.MAX_VALUE, Joining.CONNECTION));

    @Override
    public Harness<Object, Account> harness() {
        return HARNESS;
    }
}
