package io.versioning.examples.contract;

import io.versioning.testkit.Harness;
import io.versioning.testkit.SingleRowContract;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.POSTGRES)
class ProductInSpringTransactionsOnPostgresTest implements SingleRowContract<Long, Product> {

    private static final Harness<Long, Product> HARNESS =
            Harness.of(DatabaseKind.POSTGRES, new SpringProductSubject(new ProductSubject()));

    @Override
    public Harness<Long, Product> harness() {
        return HARNESS;
    }
}
