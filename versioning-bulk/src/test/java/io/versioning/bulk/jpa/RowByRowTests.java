package io.versioning.bulk.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.TableUnsuitableException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.CascadeType;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Id;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.Lob;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PreUpdate;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.annotations.UpdateTimestamp;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What one statement can't write is written row by row, with the same outcomes. */
class RowByRowTests {

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

    @Entity(name = "Asset")
    @Inheritance(strategy = InheritanceType.JOINED)
    static class Asset {
        @Id
        Long id;

        @Version
        long version;

        String name;
    }

    @Entity(name = "Plane")
    static class Plane extends Asset {
        int seats;
    }

    @Entity(name = "Pet")
    @Inheritance(strategy = InheritanceType.TABLE_PER_CLASS)
    abstract static class Pet {
        @Id
        Long id;

        @Version
        long version;

        String name;
    }

    @Entity(name = "Cat")
    static class Cat extends Pet {}

    @Entity(name = "Dog")
    static class Dog extends Pet {}

    @Entity(name = "Wide")
    @SecondaryTable(name = "Wider")
    static class Wide {
        @Id
        Long id;

        @Version
        long version;

        String narrow;

        @Column(table = "Wider")
        String wide;

        @Lob
        String text;

        @ElementCollection
        @CollectionTable(name = "Tags", joinColumns = @JoinColumn(name = "wide_id"))
        @Column(name = "tag")
        List<String> tags = new ArrayList<>();
    }

    @Entity(name = "Stamped")
    static class Stamped {
        @Id
        Long id;

        @Version
        long version;

        String name;

        @UpdateTimestamp
        @Column(name = "touched_at")
        LocalDateTime touchedAt;
    }

    @Entity(name = "Basket")
    static class Basket {
        @Id
        Long id;

        @Version
        long version;

        String name;

        @PreUpdate
        void check() {
            if (name.equals("refused")) {
                throw new IllegalStateException("refused");
            }
        }

        @OneToMany(cascade = CascadeType.ALL)
        @JoinColumn(name = "basket_id")
        List<Item> items = new ArrayList<>();
    }

    @Entity(name = "Item")
    static class Item {
        @Id
        Long id;
    }

    @Entity(name = "Timed")
    static class Timed {
        @Id
        Long id;

        @Version
        Instant version;
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(
                    Asset.class,
                    Plane.class,
                    Pet.class,
                    Cat.class,
                    Dog.class,
                    Wide.class,
                    Stamped.class,
                    Basket.class,
                    Item.class,
                    Timed.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Asset (id bigint primary key, version bigint not null, name varchar(10))",
                    "create table Plane (id bigint primary key references Asset, seats integer not null"
                            + " check (seats >= 0))",
                    "insert into Asset values (1, 1, 'a'), (2, 5, 'b'), (3, 1, 'c'), (4, 1, 'asset')",
                    "insert into Plane values (1, 10), (2, 20), (3, 30)",
                    "create table Cat (id bigint primary key, version bigint not null, name varchar(10))",
                    "create table Dog (id bigint primary key, version bigint not null, name varchar(10))",
                    "insert into Cat values (1, 1, 'cat')",
                    "insert into Dog values (2, 1, 'dog')",
                    "create table Wide (id bigint primary key, version bigint not null, narrow varchar(10), text "
                            + (isPostgres() ? "oid" : "clob") + ")",
                    "create table Wider (id bigint primary key references Wide, wide varchar(10))",
                    "create table Tags (wide_id bigint not null references Wide, tag varchar(10))",
                    "insert into Wide values (1, 1, 'n', null), (2, 1, 'n', null)",
                    "insert into Wider values (1, 'w')",
                    "insert into Tags values (1, 'x')",
                    "create table Stamped (id bigint primary key, version bigint not null, name varchar(10),"
                            + " touched_at timestamp)",
                    "insert into Stamped values (1, 1, 'n', null)",
                    "create table Basket (id bigint primary key, version bigint not null, name varchar(10))",
                    "create table Item (id bigint primary key, basket_id bigint references Basket)",
                    "insert into Basket values (1, 1, 'full'), (2, 1, 'empty')",
                    "insert into Item values (1, 1)",
                    "create table Timed (id bigint primary key, version timestamp)");
        }

        private List<EntityChange<Plane>> mixed(BulkEntities<Plane> planes) {
            return List.of(
                    planes.update(1).expecting(1).set("seats", 11).set("name", "new"),
                    planes.update(2).expecting(1).set("seats", 21),
                    planes.update(3).expecting(1).set("seats", -1),
                    planes.delete(3).expecting(1),
                    planes.touch(1).expecting(2),
                    planes.touch(9).expecting(1),
                    planes.touch(4).expecting(1));
        }

        private void requireJudged(List<Outcome> outcomes, Durability durability) {
            assertThat(outcomes.get(0)).isEqualTo(Applied.updated(2, durability));
            Conflict stale = conflict(outcomes.get(1));
            assertThat(stale.actual()).hasValue(5);
            assertThat(stale.readFrom())
                    .hasValue(
                            durability == Durability.PENDING
                                    ? Conflict.ReadFrom.OPEN_TRANSACTION
                                    : Conflict.ReadFrom.COMMITTED);
            assertThat(stale.currentState(Plane.class))
                    .hasValueSatisfying(plane -> assertThat(plane.seats).isEqualTo(20));
            assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
            assertThat(outcomes.get(3)).isEqualTo(Applied.deleted(durability));
            assertThat(outcomes.get(4)).isEqualTo(Applied.updated(3, durability));
            assertThat(conflict(outcomes.get(5)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflict(outcomes.get(6)).kind()).isEqualTo(Conflict.Kind.MISSING);
        }

        private void requireWritten() {
            assertThat(text("select version || name || seats from Asset a join Plane p on p.id = a.id where a.id = 1"))
                    .isEqualTo("3new11");
            assertThat(text("select count(*) from Asset where id = 3")).isEqualTo("0");
        }

        @Test
        void joinedTablesAreWritten() {
            BulkEntities<Plane> planes = bulk(Plane.class);
            requireJudged(planes.withCurrentState().apply(mixed(planes)).outcomes(), Durability.COMMITTED);
            requireWritten();
        }

        @Test
        void joinedTablesAreWrittenInATransactionThatGoesOn() {
            use(em -> {
                BulkEntities<Plane> planes = bulk(em, Plane.class);
                requireJudged(planes.withCurrentState().apply(mixed(planes)).outcomes(), Durability.PENDING);
                assertThat(em.find(Plane.class, 1L).seats).isEqualTo(11);
            });
            requireWritten();
        }

        @Test
        void onePooledConnectionIsEnough() {
            try (LendingPool one = database.pooled(1);
                    EntityManagerFactory narrow = Units.of(one, Map.of(), entities())) {
                BulkEntities<Plane> planes =
                        JpaBulkVersioning.over(narrow).withoutListeners().entities(Plane.class);
                requireJudged(planes.withCurrentState().apply(mixed(planes)).outcomes(), Durability.COMMITTED);
            }
            requireWritten();
        }

        @Test
        void allOrNothingIsKept() {
            BulkEntities<Plane> planes = bulk(Plane.class).allOrNothing();
            List<Outcome> outcomes = planes.apply(mixed(planes)).outcomes();
            assertThat(outcomes.get(0)).isEqualTo(NotApplied.because(NotApplied.ROLLED_BACK));
            assertThat(text("select version || name || seats from Asset a join Plane p on p.id = a.id where a.id = 1"))
                    .isEqualTo("1a10");
            assertThat(planes.apply(List.of(
                                    planes.touch(1).expecting(1),
                                    planes.delete(3).expecting(1)))
                            .outcomes())
                    .containsExactly(Applied.updated(2, Durability.COMMITTED), Applied.deleted(Durability.COMMITTED));
        }

        @Test
        void subclassesWithTablesOfTheirOwnAreWritten() {
            BulkEntities<Pet> pets = bulk(Pet.class);
            assertThat(pets.apply(List.of(
                                    pets.update(1).expecting(1).set("name", "tom"),
                                    pets.update(2).expecting(1).set("name", "rex")))
                            .succeeded())
                    .hasSize(2);
            assertThat(text("select c.name || d.name from Cat c, Dog d")).isEqualTo("tomrex");
        }

        @Test
        void secondaryTablesLargeObjectsAndCollectionsAreWritten() {
            BulkEntities<Wide> wides = bulk(Wide.class);
            List<Outcome> outcomes = wides.apply(List.of(
                            wides.update(1)
                                    .expecting(1)
                                    .set("wide", "new")
                                    .set("text", "long")
                                    .set("tags", List.of("y", "z")),
                            wides.update(2).expecting(1).set("narrow", "new"),
                            wides.delete(2).expecting(2)))
                    .outcomes();
            assertThat(outcomes)
                    .containsExactly(
                            Applied.updated(2, Durability.COMMITTED),
                            Applied.updated(2, Durability.COMMITTED),
                            Applied.deleted(Durability.COMMITTED));
            Wide wide = answer(em -> {
                Wide found = em.find(Wide.class, 1L);
                assertThat(found.tags).containsExactlyInAnyOrder("y", "z");
                return found;
            });
            assertThat(wide.wide).isEqualTo("new");
            assertThat(wide.text).isEqualTo("long");
        }

        @Test
        void whatIsGeneratedWithAnUpdateIsGenerated() {
            BulkEntities<Stamped> stamped = bulk(Stamped.class);
            assertThat(only(stamped.apply(List.of(stamped.touch(1).expecting(1)))))
                    .isEqualTo(Applied.updated(2, Durability.COMMITTED));
            assertThat(only(stamped.apply(List.of(stamped.update(1).expecting(2).set("name", "new")))))
                    .isEqualTo(Applied.updated(3, Durability.COMMITTED));
            assertThat(text("select count(touched_at) from Stamped")).isEqualTo("1");
            assertThatThrownBy(
                            () -> stamped.update(1).expecting(1).set("touchedAt", LocalDateTime.of(2024, 1, 2, 3, 4)))
                    .hasMessageContaining("is generated");
        }

        @Test
        void rowThatACallbackRefusesLeavesTheOthersAlone() {
            BulkEntities<Basket> baskets = bulk(Basket.class);
            List<EntityChange<Basket>> changes = List.of(
                    baskets.update(1).expecting(1).set("items", null).set("name", "refused"),
                    baskets.update(2).expecting(1).set("items", null).set("name", "new"));
            List<Outcome> outcomes = baskets.apply(changes).outcomes();
            assertThat(outcomes)
                    .containsExactly(NotApplied.because(NotApplied.FAILED), Applied.updated(2, Durability.COMMITTED));
            assertThat(text("select version || name from Basket where id = 1")).isEqualTo("1full");
        }

        @Test
        void deletesCascade() {
            BulkEntities<Basket> baskets = bulk(Basket.class);
            assertThat(baskets.apply(List.of(
                                    baskets.delete(1).expecting(1),
                                    baskets.delete(2).expecting(1)))
                            .succeeded())
                    .hasSize(2);
            assertThat(text("select count(*) from Item")).isEqualTo("0");
        }

        @Test
        void versionThatIsATimeIsRefused() {
            assertThatThrownBy(() -> bulk(Timed.class))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("a time is no version");
            assertThatThrownBy(() -> bulk(Item.class)).isInstanceOf(TableUnsuitableException.class);
        }
    }
}
