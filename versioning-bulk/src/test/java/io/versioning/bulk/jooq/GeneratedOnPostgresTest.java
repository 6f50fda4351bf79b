package io.versioning.bulk.jooq;

import io.versioning.testkit.BulkContract;
import io.versioning.testkit.BulkProperties;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.Harness;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.POSTGRES)
class GeneratedOnPostgresTest implements BulkContract<Long, Account>, BulkProperties<Long, Account> {

    private static final AccountSubject SUBJECT = new AccountSubject(DatabaseKind.POSTGRES, AccountTable.GENERATED);
    private static final Harness<Long, Account> HARNESS = Harness.of(DatabaseKind.POSTGRES, SUBJECT);

    @Override
    public Harness<Long, Account> harness() {
        return HARNESS;
    }

    @Override
    public BulkSubject<Long, Account> subject() {
        return SUBJECT;
    }
}
