package io.versioning.jpa.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.VersionOverflowException;
import io.versioning.jpa.kinds.Families.Car;
import io.versioning.jpa.kinds.Families.Card;
import io.versioning.jpa.kinds.Families.Cash;
import io.versioning.jpa.kinds.Families.Company;
import io.versioning.jpa.kinds.Families.Contract;
import io.versioning.jpa.kinds.Families.Document;
import io.versioning.jpa.kinds.Families.Employee;
import io.versioning.jpa.kinds.Families.Letter;
import io.versioning.jpa.kinds.Families.Member;
import io.versioning.jpa.kinds.Families.Party;
import io.versioning.jpa.kinds.Families.Payment;
import io.versioning.jpa.kinds.Families.Person;
import io.versioning.jpa.kinds.Families.Truck;
import io.versioning.jpa.kinds.Families.Vehicle;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An entity with superclasses and subclasses is written as one row, by whichever of its types it is asked for. */
class InheritanceTests {

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

    /** A subclass, the type that it is asked for by, and a type that it is not of. */
    record Asked(Class<? extends Member> type, LongFunction<? extends Member> create, Class<?> by, Class<?> sibling) {

        @Override
        public String toString() {
            return type.getSimpleName() + " by " + by.getSimpleName();
        }
    }

    abstract static class Cases extends OnEntities {

        Cases(DatabaseKind kind) {
            super(
                    kind,
                    Vehicle.class,
                    Car.class,
                    Truck.class,
                    Party.class,
                    Person.class,
                    Employee.class,
                    Company.class,
                    Payment.class,
                    Cash.class,
                    Card.class,
                    Document.class,
                    Contract.class,
                    Letter.class);
        }

        static Stream<Asked> all() {
            return Stream.of(
                    new Asked(Car.class, Car::new, Vehicle.class, Truck.class),
                    new Asked(Car.class, Car::new, Car.class, Truck.class),
                    new Asked(Employee.class, Employee::new, Party.class, Company.class),
                    new Asked(Employee.class, Employee::new, Person.class, Company.class),
                    new Asked(Employee.class, Employee::new, Employee.class, Company.class),
                    new Asked(Cash.class, Cash::new, Payment.class, Card.class),
                    new Asked(Cash.class, Cash::new, Cash.class, Card.class),
                    new Asked(Contract.class, Contract::new, Document.class, Letter.class),
                    new Asked(Contract.class, Contract::new, Contract.class, Letter.class));
        }

        private Member inserted(Asked asked) {
            Member member = asked.create().apply(newId());
            member.setName("first");
            member.setOwn("first");
            return versioning.insert(member);
        }

        private Member read(Asked asked, Member member) {
            return versioning.read(asked.type(), member.getId()).orElseThrow();
        }

        private long update(Asked asked, Member member, long expected, Consumer<Member> change) {
            return versioning.version(versioning
                    .update(asked.by(), member.getId())
                    .expecting(expected)
                    .apply(entity -> change.accept((Member) entity)));
        }

        @ParameterizedTest
        @MethodSource("all")
        void attributeOfTheSuperclassIsWritten(Asked asked) {
            Member member = inserted(asked);
            assertThat(update(asked, member, 1, entity -> entity.setName("second")))
                    .isEqualTo(2);
            assertThat(read(asked, member).getName()).isEqualTo("second");
            assertThat(versioning.version(read(asked, member))).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("all")
        void attributeOfTheSubclassIsWritten(Asked asked) {
            Member member = inserted(asked);
            assertThat(update(asked, member, 1, entity -> entity.setOwn("second")))
                    .isEqualTo(2);
            assertThat(read(asked, member).getOwn()).isEqualTo("second");
            assertThat(versioning.version(read(asked, member))).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("all")
        void bothAreWrittenAndTheVersionAdvancesOnce(Asked asked) {
            Member member = inserted(asked);
            assertThat(update(asked, member, 1, entity -> {
                        entity.setName("second");
                        entity.setOwn("second");
                    }))
                    .isEqualTo(2);
            assertThat(versioning.version(read(asked, member))).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("all")
        void touchIsOneUpdateOfOneTable(Asked asked) {
            Member member = inserted(asked);
            List<String> statements = statementsOf(() -> assertThat(versioning.version(versioning
                            .touch(asked.by(), member.getId())
                            .expecting(1)
                            .apply()))
                    .isEqualTo(2));
            assertThat(statements).filteredOn(sql -> sql.startsWith("update")).hasSize(1);
            assertThat(versioning.version(read(asked, member))).isEqualTo(2);
        }

        @ParameterizedTest
        @MethodSource("all")
        void savedEntityKeepsItsClass(Asked asked) {
            Member member = inserted(asked);
            member.setOwn("second");
            Member saved = versioning.save(member);
            assertThat(saved).isInstanceOf(asked.type());
            assertThat(versioning.version(saved)).isEqualTo(2);
            assertThat(read(asked, member).getOwn()).isEqualTo("second");
        }

        @ParameterizedTest
        @MethodSource("all")
        void staleWriteChangesNothing(Asked asked) {
            Member member = inserted(asked);
            update(asked, member, 1, entity -> entity.setOwn("theirs"));
            Conflict conflict = conflictOf(() -> versioning
                    .update(asked.by(), member.getId())
                    .expecting(1)
                    .withCurrentState()
                    .apply(entity -> ((Member) entity).setOwn("lost")));
            assertThat(conflict.entity()).isEqualTo(asked.by().getSimpleName());
            assertThat(conflict.actual()).hasValue(2);
            assertThat(conflict.currentState())
                    .get()
                    .isInstanceOfSatisfying(
                            Member.class,
                            current -> assertThat(current.getOwn()).isEqualTo("theirs"));
            assertThat(conflictOf(() -> versioning.save(member)).actual()).hasValue(2);
            assertThat(conflictOf(() -> versioning
                                    .delete(asked.by(), member.getId())
                                    .expecting(1)
                                    .apply())
                            .actual())
                    .hasValue(2);
            assertThat(read(asked, member).getOwn()).isEqualTo("theirs");
        }

        @ParameterizedTest
        @MethodSource("all")
        void deleteRemovesTheRowFromAllTables(Asked asked) {
            Member member = inserted(asked);
            versioning.delete(asked.by(), member.getId()).expecting(1).apply();
            assertThat(versioning.read(asked.by(), member.getId())).isEmpty();
            assertThat(conflictOf(() -> versioning.save(member)).kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflictOf(() -> versioning
                                    .touch(asked.by(), member.getId())
                                    .expecting(1)
                                    .withCurrentState()
                                    .apply())
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
        }

        @ParameterizedTest
        @MethodSource("all")
        void rowOfAnotherClassIsMissing(Asked asked) {
            Member member = inserted(asked);
            assertThat(versioning.read(asked.sibling(), member.getId())).isEmpty();
            assertThat(conflictOf(() -> versioning
                                    .touch(asked.sibling(), member.getId())
                                    .expecting(1)
                                    .apply())
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflictOf(() -> joined((em, within) -> {
                                em.find(asked.type(), member.getId());
                                within.delete(asked.sibling(), member.getId())
                                        .expecting(1)
                                        .apply();
                                return null;
                            }))
                            .kind())
                    .isEqualTo(Conflict.Kind.MISSING);
            assertThat(versioning.version(read(asked, member))).isEqualTo(1);
        }

        @ParameterizedTest
        @MethodSource("all")
        void proxyOfASuperclassIsNoHindrance(Asked asked) {
            Member member = inserted(asked);
            joined((em, within) -> {
                Object proxy = em.getReference(asked.type().getSuperclass(), member.getId());
                within.update(asked.type(), member.getId()).expecting(1).apply(entity -> entity.setOwn("second"));
                within.touch(asked.by(), member.getId()).expecting(2).apply();
                assertThat(within.version(proxy)).isEqualTo(3);
                return null;
            });
            assertThat(read(asked, member).getOwn()).isEqualTo("second");
            assertThat(versioning.version(read(asked, member))).isEqualTo(3);
        }

        @ParameterizedTest
        @MethodSource("all")
        void lastVersionIsNotLeft(Asked asked) {
            Member member = inserted(asked);
            boolean narrow = asked.type() == Car.class;
            long last = narrow ? Integer.MAX_VALUE : Long.MAX_VALUE;
            Class<?> holder = asked.type() == Employee.class
                    ? Party.class
                    : asked.type() == Car.class ? Vehicle.class : asked.type();
            execute("update %s set version = %d where id = %d".formatted(holder.getSimpleName(), last, member.getId()));
            assertThatThrownBy(() -> update(asked, member, last, entity -> entity.setOwn("lost")))
                    .isInstanceOf(VersionOverflowException.class);
            assertThat(read(asked, member).getOwn()).isEqualTo("first");
        }

        @Test
        void rootWithATableOfItsOwnIsWritten() {
            Document document = new Document();
            document.id = newId();
            versioning.insert(document);
            document.name = "second";
            Document saved = versioning.save(document);
            assertThat(versioning.version(saved)).isEqualTo(2);
            assertThat(conflictOf(() -> versioning.save(document)).actual()).hasValue(2);
            versioning.delete(Document.class, document.id).expecting(2).apply();
            assertThat(versioning.read(Document.class, document.id)).isEmpty();
        }
    }
}
