package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Conflict;
import io.versioning.jpa.kinds.Mapped.Leg;
import io.versioning.jpa.kinds.Mapped.Owner;
import io.versioning.jpa.kinds.Mapped.Pet;
import io.versioning.jpa.kinds.Mapped.Span;
import io.versioning.jpa.kinds.Mapped.Trip;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import org.hibernate.Hibernate;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Collections and associations advance the version of the row that they belong to, exactly once. */
class AggregatesTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases extends OnMappings {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private Trip trip() {
            Trip trip = new Trip(newId());
            trip.detail = "first";
            trip.tags.add("first");
            trip.stops.add(new Span());
            trip.legs.add(new Leg(newId()));
            return versioning.insert(trip);
        }

        @Test
        void embeddedValueIsPartOfTheRow() {
            Trip trip = trip();
            advancesOnce(Trip.class, trip.id, changed -> changed.span.until = 7, changed -> changed.span = null);
        }

        @Test
        void secondaryTableBelongsToTheRow() {
            Trip trip = trip();
            advancesOnce(Trip.class, trip.id, changed -> changed.detail = "x", changed -> changed.detail = null);
            advancesOnce(Trip.class, trip.id, changed -> changed.detail = "y", changed -> {
                changed.detail = "z";
                changed.name = "z";
            });
        }

        @Test
        void collectionOfValuesBelongsToTheRow() {
            Trip trip = trip();
            advancesOnce(
                    Trip.class,
                    trip.id,
                    changed -> changed.tags.add("second"),
                    changed -> changed.tags.remove("second"));
            advancesOnce(
                    Trip.class, trip.id, changed -> changed.stops.add(new Span()), changed -> changed.stops.clear());
            advancesOnce(
                    Trip.class,
                    trip.id,
                    changed -> {
                        changed.name = "second";
                        changed.tags.add("third");
                        changed.detail = "third";
                    },
                    changed -> changed.tags.clear());
        }

        @Test
        void ownedAssociationBelongsToTheRow() {
            Trip trip = trip();
            advancesOnce(
                    Trip.class,
                    trip.id,
                    changed -> changed.legs.add(new Leg(newId())),
                    changed -> changed.legs.clear());
            assertThat(valueIn(Trip.class, trip.id, found -> found.legs.isEmpty()))
                    .isEqualTo(true);
        }

        @Test
        void detachedEntityIsSavedWithItsCollections() {
            Trip trip = trip();
            trip.tags.add("second");
            trip.legs.iterator().next().name = "renamed";
            trip.legs.add(new Leg(newId()));
            Trip saved = versioning.save(trip);
            assertThat(saved.version()).isEqualTo(2);
            assertThat(valueIn(Trip.class, trip.id, found -> found.legs.size())).isEqualTo(2);
            assertThat(conflictOf(() -> versioning.save(trip)).actual()).hasValue(2);
        }

        @Test
        void staleDeleteLeavesCollectionsAndSecondaryTableAsTheyAre() {
            Trip trip = trip();
            anotherUpdate(Trip.class, trip.id, changed -> changed.name = "theirs");
            assertThat(conflictOf(() -> versioning
                                    .delete(Trip.class, trip.id)
                                    .expecting(1)
                                    .withCurrentState()
                                    .apply())
                            .actual())
                    .hasValue(2);
            assertThat(valueIn(Trip.class, trip.id, found -> found.tags.size() + found.legs.size()))
                    .isEqualTo(2);
            versioning.delete(Trip.class, trip.id).expecting(2).apply();
            assertThat(number("select count(*) from trip_detail where id = " + trip.id))
                    .isZero();
        }

        @Test
        void changedChildAdvancesItselfAndTouchAdvancesTheRoot() {
            Owner owner = new Owner(newId());
            owner.pets.add(new Pet(newId(), owner, null));
            versioning.insert(owner);
            joined((em, within) -> within.touch(
                            Owner.class,
                            within.update(Owner.class, owner.id)
                                    .expecting(1)
                                    .apply(changed -> changed.pets.get(0).name = "Rex")
                                    .id)
                    .expecting(2)
                    .apply());
            assertThat(storedVersion(Owner.class, owner.id)).isEqualTo(3);
            assertThat(storedVersion(Pet.class, owner.pets.get(0).id)).isEqualTo(2);
        }

        @Test
        void associationsAreOfTheRowWhereItHasTheirKey() {
            Owner owner = versioning.insert(new Owner(newId()));
            Owner keeper = versioning.insert(new Owner(newId()));
            Pet pet = versioning.insert(new Pet(newId(), owner, keeper));
            advancesOnce(Pet.class, pet.id, changed -> changed.owner = keeper, changed -> changed.owner = owner);
            advancesOnce(Pet.class, pet.id, changed -> changed.keeper = null, changed -> changed.keeper = keeper);
            assertThat(storedVersion(Owner.class, owner.id)).isEqualTo(1);
            assertThat(storedVersion(Owner.class, keeper.id)).isEqualTo(1);
        }

        @Test
        void currentStateHasWhatIsFetchedEagerly() {
            Owner owner = versioning.insert(new Owner(newId()));
            Owner keeper = new Owner(newId());
            keeper.name = "Ada";
            versioning.insert(keeper);
            Pet pet = versioning.insert(new Pet(newId(), owner, keeper));
            Conflict conflict = conflictOf(() -> versioning
                    .touch(Pet.class, pet.id)
                    .expecting(7)
                    .withCurrentState()
                    .apply());
            Pet current = conflict.currentState(Pet.class).orElseThrow();
            assertThat(current.keeper.name).isEqualTo("Ada");
            assertThat(current.owner.id).isNotEqualTo(keeper.id);
            assertThat(Hibernate.isInitialized(current.owner)).isFalse();
        }
    }
}
