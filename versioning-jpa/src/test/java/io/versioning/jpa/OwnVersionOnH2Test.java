package io.versioning.jpa;

import io.versioning.testkit.Harness;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;

@RunsOn(DatabaseKind.H2)
class OwnVersionOnH2Test implements EntityContract<Place> {

    private static final Harness<Place, AccountState> HARNESS =
            Harness.of(DatabaseKind.H2, new EntitySubject<>(new SeatMapping()));

    @Override
    public Harness<Place, AccountState> harness() {
        return HARNESS;
    }
}
