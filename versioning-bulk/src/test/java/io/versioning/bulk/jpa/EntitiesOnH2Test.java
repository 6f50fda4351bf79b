package io.versioning.bulk.jpa;

import io.versioning.testkit.BulkContract;
import io.versioning.testkit.BulkProperties;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.Harness;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.H2)
class EntitiesOnH2Test implements BulkContract<Long, Account.State>, BulkProperties<Long, Account.State> {

    private static final AccountSubject SUBJECT = new AccountSubject();
    private static final Harness<Long, Account.State> HARNESS = Harness.of(DatabaseKind.H2, SUBJECT);

    @Override
    public Harness<Long, Account.State> harness() {
        return HARNESS;
    }

    @Override
    public BulkSubject<Long, Account.State> subject() {
        return SUBJECT;
    }
}
