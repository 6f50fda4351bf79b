package io.versioning.jpa.attack;

import io.versioning.jpa.VersionedEntity;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.PostUpdate;
import jakarta.persistence.Version;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Entities to attack. */
final class Attacked {

    private Attacked() {}

    static final List<Class<?>> ALL = List.of(
            Plain.class,
            Root.class,
            Leaf.class,
            Ticket.class,
            Small.class,
            Named.class,
            Restless.class,
            Mutable.class,
            Mammal.class,
            Dog.class,
            Numbered.class);

    @Entity(name = "Plain")
    static class Plain extends VersionedEntity {
        @Id
        Long id;

        String name;

        @Nullable
        String note;

        Plain() {}

        Plain(long id) {
            this.id = id;
            this.name = "first";
        }
    }

    @Entity(name = "Root")
    static class Root extends VersionedEntity {
        @Id
        Long id;

        String name;

        @OneToMany(mappedBy = "root", cascade = CascadeType.ALL)
        List<Leaf> leaves = new ArrayList<>();

        @OneToMany(mappedBy = "root", cascade = CascadeType.ALL)
        List<Ticket> tickets = new ArrayList<>();

        Root() {}

        Root(long id) {
            this.id = id;
            this.name = "first";
        }

        Leaf leaf(long id) {
            Leaf leaf = new Leaf();
            leaf.id = id;
            leaf.name = "first";
            leaf.root = this;
            leaves.add(leaf);
            return leaf;
        }

        Ticket ticket(long id) {
            Ticket ticket = new Ticket();
            ticket.id = id;
            ticket.root = this;
            tickets.add(ticket);
            return ticket;
        }
    }

    @Entity(name = "Leaf")
    static class Leaf extends VersionedEntity {
        @Id
        Long id;

        String name;

        @ManyToOne(fetch = FetchType.LAZY)
        Root root;
    }

    /** With a primitive version and an id that the application assigns. */
    @Entity(name = "Ticket")
    static class Ticket {
        @Id
        Long id;

        String name = "first";

        @Version
        int version;

        @ManyToOne(fetch = FetchType.LAZY)
        Root root;
    }

    /** With a narrow version. */
    @Entity(name = "Small")
    static class Small {
        @Id
        Long id;

        String name = "first";

        @Version
        @Nullable
        Short version;

        Small() {}

        Small(long id) {
            this.id = id;
        }
    }

    /** With an id that is text. */
    @Entity(name = "Named")
    static class Named extends VersionedEntity implements Serializable {
        private static final long serialVersionUID = 1L;

        @Id
        String id;

        String name = "first";

        Named() {}

        Named(String id) {
            this.id = id;
        }
    }

    /** Changes itself, or something else, after it was written. */
    @Entity(name = "Restless")
    static class Restless extends VersionedEntity {
        static volatile Consumer<Restless> afterUpdate = restless -> {};

        @Id
        Long id;

        String name = "first";
        int writes;

        Restless() {}

        Restless(long id) {
            this.id = id;
        }

        @PostUpdate
        void written() {
            afterUpdate.accept(this);
        }
    }

    /** A value that is never equal to another. */
    static final class Words {
        final String text;

        Words(String text) {
            this.text = text;
        }
    }

    /** Converts them. */
    @jakarta.persistence.Converter
    public static class WordsConverter implements jakarta.persistence.AttributeConverter<Words, String> {
        @Override
        public @Nullable String convertToDatabaseColumn(@Nullable Words words) {
            return words == null ? null : words.text;
        }

        @Override
        public @Nullable Words convertToEntityAttribute(@Nullable String text) {
            return text == null ? null : new Words(text);
        }
    }

    /** With a value that has no equals. */
    @Entity(name = "Mutable")
    static class Mutable extends VersionedEntity {
        @Id
        Long id;

        @jakarta.persistence.Convert(converter = WordsConverter.class)
        Words words = new Words("first");

        Mutable() {}

        Mutable(long id) {
            this.id = id;
        }
    }

    /** In two tables. */
    @Entity(name = "Mammal")
    @jakarta.persistence.Inheritance(strategy = jakarta.persistence.InheritanceType.JOINED)
    static class Mammal extends VersionedEntity {
        @Id
        Long id;

        String name = "first";
    }

    /** In two tables. */
    @Entity(name = "Dog")
    static class Dog extends Mammal {
        String bark = "woof";

        Dog() {}

        Dog(long id) {
            this.id = id;
        }
    }

    /** With an id from a sequence. */
    @Entity(name = "Numbered")
    static class Numbered extends VersionedEntity {
        @Id
        @jakarta.persistence.GeneratedValue(strategy = jakarta.persistence.GenerationType.SEQUENCE)
        Long id;

        String name = "first";
    }
}
