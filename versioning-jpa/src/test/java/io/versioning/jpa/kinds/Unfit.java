package io.versioning.jpa.kinds;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import jakarta.persistence.Version;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.Generated;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.OptimisticLockType;
import org.hibernate.annotations.OptimisticLocking;
import org.hibernate.annotations.Subselect;
import org.hibernate.generator.EventType;

/** Entities that can't be guarded. */
final class Unfit {

    private Unfit() {}

    static Class<?>[] entities() {
        return new Class<?>[] {
            Unversioned.class,
            OnTimestamp.class,
            OnInstant.class,
            OnLocalDateTime.class,
            OnByte.class,
            DirtyChecked.class,
            AllChecked.class,
            ReadOnly.class,
            Generates.class,
            NotUpdated.class,
            Keyless.class,
            VersionInKey.class,
            OnView.class,
            OnQuery.class
        };
    }

    static class Plain {}

    @Embeddable
    static class Part {
        String text;
    }

    @MappedSuperclass
    abstract static class Base {
        @Id
        Long id;

        String text;
    }

    @MappedSuperclass
    abstract static class Counting extends Base {
        @Version
        Integer version;
    }

    @Entity(name = "Unversioned")
    static class Unversioned extends Base {}

    @Entity(name = "OnTimestamp")
    static class OnTimestamp extends Base {
        @Version
        Timestamp version;
    }

    @Entity(name = "OnInstant")
    static class OnInstant extends Base {
        @Version
        Instant version;
    }

    @Entity(name = "OnLocalDateTime")
    static class OnLocalDateTime extends Base {
        @Version
        LocalDateTime version;
    }

    @Entity(name = "OnByte")
    static class OnByte extends Base {
        @Version
        Byte version;
    }

    @Entity(name = "DirtyChecked")
    @OptimisticLocking(type = OptimisticLockType.DIRTY)
    @DynamicUpdate
    static class DirtyChecked extends Base {}

    @Entity(name = "AllChecked")
    @OptimisticLocking(type = OptimisticLockType.ALL)
    @DynamicUpdate
    static class AllChecked extends Base {}

    @Entity(name = "ReadOnly")
    @Immutable
    static class ReadOnly extends Counting {}

    @Entity(name = "Generates")
    static class Generates extends Base {
        @Version
        @Generated(event = {EventType.INSERT, EventType.UPDATE})
        Integer version;
    }

    @Entity(name = "NotUpdated")
    static class NotUpdated extends Base {
        @Version
        @Column(updatable = false)
        Integer version;
    }

    @Entity(name = "Keyless")
    static class Keyless extends Counting {}

    @Entity(name = "VersionInKey")
    static class VersionInKey extends Counting {}

    @Entity(name = "OnView")
    static class OnView extends Counting {}

    @Entity(name = "OnQuery")
    @Subselect("select id, text, version from Keyless")
    static class OnQuery extends Counting {}
}
