package io.versioning.jpa;

import io.versioning.testkit.Harness;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.H2)
class BaseEntityOnH2Test implements EntityContract<Long> {

    private static final Harness<Long, AccountState> HARNESS =
            Harness.of(DatabaseKind.H2, new EntitySubject<>(new AccountMapping()));

    @Override
    public Harness<Long, AccountState> harness() {
        return HARNESS;
    }
}
