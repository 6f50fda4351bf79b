package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.jpa.VersionedEntity;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.hibernate.annotations.SoftDelete;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Entities whose id is that of another entity, in whole or in part, and those that are only marked as deleted. */
class DerivedIdsTests {

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

    @Entity(name = "Cart")
    static class Cart extends VersionedEntity {
        @Id
        @GeneratedValue
        Long id;

        @OneToMany(mappedBy = "cart", cascade = CascadeType.ALL, orphanRemoval = true)
        List<Line> lines = new ArrayList<>();
    }

    static class LineKey implements Serializable {
        private static final long serialVersionUID = 1;

        Long cart;
        int number;

        LineKey() {}

        LineKey(Long cart, int number) {
            this.cart = cart;
            this.number = number;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LineKey that && Objects.equals(cart, that.cart) && number == that.number;
        }

        @Override
        public int hashCode() {
            return Objects.hash(cart, number);
        }
    }

    @Entity(name = "Line")
    @IdClass(LineKey.class)
    static class Line extends VersionedEntity {
        @Id
        @ManyToOne(fetch = FetchType.LAZY)
        Cart cart;

        @Id
        int number;

        String text;
    }

    @Entity(name = "Note")
    static class Note extends VersionedEntity {
        @Id
        Long id;

        @MapsId
        @OneToOne
        Cart cart;

        String text;
    }

    @Entity(name = "Hidden")
    @SoftDelete
    static class Hidden extends VersionedEntity {
        @Id
        Long id;
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(kind, Cart.class, Line.class, Note.class, Hidden.class);
        }

        private Cart cartWithALine() {
            Cart cart = new Cart();
            Line line = new Line();
            line.cart = cart;
            line.number = 1;
            cart.lines.add(line);
            return versioning.insert(cart);
        }

        @Test
        void idMayHaveTheIdOfAnotherEntityInIt() {
            LineKey id = new LineKey(cartWithALine().id, 1);
            Line read = versioning.read(Line.class, id).orElseThrow();
            read.text = "second";
            assertThat(versioning.save(read).version()).isEqualTo(2);
            assertThat(conflictOf(() -> versioning.save(read)).actual()).hasValue(2);
            assertThat(conflictOf(() -> versioning
                                    .touch(Line.class, id)
                                    .expecting(1)
                                    .withCurrentState()
                                    .apply())
                            .currentState(Line.class))
                    .hasValueSatisfying(current -> assertThat(current.text).isEqualTo("second"));
            assertThat(versioning.touch(Line.class, id).expecting(2).apply().version())
                    .isEqualTo(3);
        }

        @Test
        void mergeOfNewEntitiesWithDerivedIdsIsRolledBack() {
            long before = number("select count(*) from Line");
            Cart cart = new Cart();
            for (int number = 1; number <= 8; number++) {
                Line line = new Line();
                line.cart = cart;
                line.number = number;
                cart.lines.add(line);
            }
            Cart[] copy = new Cart[1];
            assertThatThrownBy(() -> joined((em, within) -> {
                        copy[0] = em.merge(cart);
                        em.flush();
                        throw new IllegalStateException("undo");
                    }))
                    .hasMessage("undo");
            assertThat(copy[0].getVersion()).isNull();
            assertThat(copy[0].lines).allMatch(line -> line.getVersion() == null);
            assertThat(number("select count(*) from Line")).isEqualTo(before);
        }

        @Test
        void newEntityBelongsToOneOfTheSameTransaction() {
            Long cart = cartWithALine().id;
            Line second = new Line();
            second.number = 2;
            Note note = new Note();
            joined((em, within) -> {
                second.cart = em.find(Cart.class, cart);
                note.cart = second.cart;
                within.insert(second);
                return within.insert(note);
            });
            assertThat(versioning
                            .update(Note.class, cart)
                            .expecting(1)
                            .apply(changed -> changed.text = "second")
                            .version())
                    .isEqualTo(2);
            assertThat(versioning
                            .touch(Line.class, new LineKey(cart, 2))
                            .expecting(1)
                            .apply()
                            .version())
                    .isEqualTo(2);
            assertThat(conflictOf(() -> versioning
                                    .touch(Note.class, cart)
                                    .expecting(1)
                                    .withCurrentState()
                                    .apply())
                            .actual())
                    .hasValue(2);
            assertThat(versioning.version(versioning.read(Cart.class, cart).orElseThrow()))
                    .isEqualTo(1);
        }

        /** Hibernate 6 refuses it, as the insert cascades to what is detached; Hibernate 7 takes it. */
        @Test
        void newEntityOfADetachedOneLeavesThatOneAsItIs() {
            Note note = new Note();
            note.cart = cartWithALine();
            Throwable refused = catchThrowable(() -> versioning.insert(note));
            if (refused != null) {
                assertThat(refused)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("its insert cascades to");
            }
            assertThat(number("select count(*) from Note where cart_id = " + note.cart.id))
                    .isEqualTo(refused == null ? 1 : 0);
            assertThat(number("select version from Cart where id = " + note.cart.id))
                    .isEqualTo(1);
        }

        @Test
        void softDeleteIsGuardedAndItsRowIsMissingFromThenOn() {
            Hidden hidden = new Hidden();
            hidden.id = newId();
            versioning.insert(hidden);
            versioning.touch(Hidden.class, hidden.id).expecting(1).apply();
            assertThat(conflictOf(() -> versioning
                                    .delete(Hidden.class, hidden.id)
                                    .expecting(1)
                                    .apply())
                            .actual())
                    .hasValue(2);
            versioning.delete(Hidden.class, hidden.id).expecting(2).apply();
            assertThat(conflictOf(() -> versioning
                                    .touch(Hidden.class, hidden.id)
                                    .expecting(2)
                                    .withCurrentState()
                                    .apply())
                            .kind()
                            .name())
                    .isEqualTo("MISSING");
            assertThat(number("select count(*) from Hidden where id = " + hidden.id))
                    .isOne();
        }
    }
}
