package io.versioning.jooq;

import io.versioning.testkit.Harness;
import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.SingleRowProperties;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.POSTGRES)
class PlainOnPostgresTest implements SingleRowContract<Long, Account>, SingleRowProperties<Long, Account> {

    private static final Harness<Long, Account> HARNESS =
            Harness.of(DatabaseKind.POSTGRES, new AccountSubject(DatabaseKind.POSTGRES, PlainRows::new, false));

    @Override
    public Harness<Long, Account> harness() {
        return HARNESS;
    }
}
