package io.versioning.jooq;

import io.versioning.testkit.Harness;
import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.SingleRowProperties;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.H2)
class GeneratedOnH2Test implements SingleRowContract<Long, Account>, SingleRowProperties<Long, Account> {

    private static final Harness<Long, Account> HARNESS =
            Harness.of(DatabaseKind.H2, new AccountSubject(DatabaseKind.H2, AccountRows::new, true));

    @Override
    public Harness<Long, Account> harness() {
        return HARNESS;
    }
}
