package io.versioning.bulk;

import io.versioning.testkit.BulkContract;
import io.versioning.testkit.BulkProperties;
import io.versioning.testkit.BulkSubject;
import io.versioning.testkit.Harness;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.POSTGRES)
class PortableOnPostgresTest implements BulkContract<Object, Account>, BulkProperties<Object, Account> {

    private static final AccountSubject SUBJECT =
            new AccountSubject(Keys.LONG, "integer", Integer.MAX_VALUE).portably();
    private static final Harness<Object, Account> HARNESS = Harness.of(DatabaseKind.POSTGRES, SUBJECT);

    @Override
    public Harness<Object, Account> harness() {
        return HARNESS;
    }

    @Override
    public BulkSubject<Object, Account> subject() {
        return SUBJECT;
    }
}
