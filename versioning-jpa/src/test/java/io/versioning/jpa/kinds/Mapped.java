package io.versioning.jpa.kinds;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SecondaryTable;
import jakarta.persistence.Version;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.NaturalId;
import org.hibernate.annotations.OptimisticLock;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;

/** Entities that are mapped in the ways that have a say in what an update writes. */
final class Mapped {

    private Mapped() {}

    static Class<?>[] entities() {
        return new Class<?>[] {
            Dynamic.class,
            Excluding.class,
            Trip.class,
            Leg.class,
            Owner.class,
            Pet.class,
            Badge.class,
            Sealed.class,
            StyleNone.class,
            StyleAll.class,
            StyleDirty.class
        };
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        @Version
        int version;

        String name;
    }

    @Entity(name = "Dynamic")
    @DynamicUpdate
    static class Dynamic extends Base {
        String note;
    }

    /** Has attributes that don't advance the version. */
    @Entity(name = "Excluding")
    static class Excluding extends Base {
        @OptimisticLock(excluded = true)
        String seen;

        @ElementCollection
        @OptimisticLock(excluded = true)
        Set<String> readers = new LinkedHashSet<>();
    }

    @Embeddable
    static class Span {
        int since;
        int until;
    }

    /** One row with all that may hang on it. */
    @Entity(name = "Trip")
    @SecondaryTable(name = "trip_detail")
    static class Trip extends VersionedEntity {
        @Id
        Long id;

        String name;

        @Embedded
        Span span = new Span();

        @Column(table = "trip_detail")
        String detail;

        @ElementCollection
        Set<String> tags = new LinkedHashSet<>();

        @ElementCollection
        List<Span> stops = new ArrayList<>();

        /** Owned: in a table between the two. */
        @OneToMany(cascade = CascadeType.ALL, orphanRemoval = true)
        Set<Leg> legs = new LinkedHashSet<>();

        protected Trip() {}

        Trip(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Leg")
    static class Leg extends VersionedEntity {
        @Id
        Long id;

        String name;

        protected Leg() {}

        Leg(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Owner")
    static class Owner extends VersionedEntity {
        @Id
        Long id;

        String name;

        /** Not owned: the pets know their owner. */
        @OneToMany(mappedBy = "owner", cascade = CascadeType.ALL)
        List<Pet> pets = new ArrayList<>();

        protected Owner() {}

        Owner(long id) {
            this.id = id;
        }
    }

    @Entity(name = "Pet")
    static class Pet extends VersionedEntity {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Owner owner;

        @ManyToOne(fetch = FetchType.EAGER)
        Owner keeper;

        protected Pet() {}

        Pet(long id, Owner owner, Owner keeper) {
            this.id = id;
            this.owner = owner;
            this.keeper = keeper;
        }
    }

    @Entity(name = "Badge")
    static class Badge extends VersionedEntity {
        @Id
        Long id;

        @NaturalId(mutable = true)
        String number;
    }

    /** Of which no proxy can be made. */
    @Entity(name = "Sealed")
    static final class Sealed {
        @Id
        Long id;

        @Version
        long version;

        String name;
    }

    @Entity(name = "StyleNone")
    @OptimisticLocking(type = OptimisticLockType.NONE)
    static class StyleNone extends Base {}

    @Entity(name = "StyleAll")
    @OptimisticLocking(type = OptimisticLockType.ALL)
    @DynamicUpdate
    static class StyleAll extends Base {}

    @Entity(name = "StyleDirty")
    @OptimisticLocking(type = OptimisticLockType.DIRTY)
    @DynamicUpdate
    static class StyleDirty extends Base {}
}
