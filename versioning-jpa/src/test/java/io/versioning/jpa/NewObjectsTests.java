package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What objects carry whose first insert failed or was rolled back: what they carried before. */
class NewObjectsTests {

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

    /** Carries a version before it is stored, which makes it look as if it had been stored before. */
    @Entity(name = "Stamp")
    static class Stamp {
        @Id
        Long id;

        @Version
        int version = 1;
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Override
        List<Class<?>> entities() {
            return List.of(Stamp.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Stamp (id bigint primary key, version integer not null)",
                    "insert into Stamp values (1, 1)");
        }

        @BeforeEach
        void insertRows() {
            LongStream.rangeClosed(1, 2).forEach(this::stored);
        }

        private void rollBack(Consumer<EntityManager> work) {
            use(em -> {
                work.accept(em);
                em.getTransaction().setRollbackOnly();
            });
        }

        @Test
        void insertWhoseCommitIsLostLeavesAnObjectWithoutAVersion() {
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            Account fresh = account(9);
            assertThatThrownBy(() -> versioning.insert(fresh)).isInstanceOf(OutcomeUnknownException.class);
            assertThat(fresh.getVersion()).isNull();
        }

        @Test
        void objectThatWasInsertedAndRolledBackIsNewAgain() {
            Account fresh = account(9);
            rollBack(em -> joined(em).insert(fresh));
            assertThat(fresh.getVersion()).isNull();
            assertThat(versioning.insert(fresh).version()).isEqualTo(1);
        }

        @Test
        void objectThatWasInsertedAndThenUpdatedAndRolledBackIsNewAgain() {
            Account fresh = account(9);
            rollBack(em -> {
                joined(em).insert(fresh);
                joined(em).update(Account.class, 9L).expecting(1).apply(account -> account.change(owned("mine")));
                assertThat(fresh.version()).isEqualTo(2);
            });
            assertThat(fresh.getVersion()).isNull();
            assertThat(versioning.save(fresh).version()).isEqualTo(1);
        }

        @Test
        void objectThatWasRefusedIsNewAgain() {
            Account taken = account(1);
            assertThatThrownBy(() -> versioning.insert(taken)).isInstanceOf(WriteRefusedException.class);
            assertThat(taken.getVersion()).isNull();
        }

        @Test
        void objectPersistedByTheApplicationIsNewAgainAfterARollback() {
            Account fresh = account(9);
            rollBack(em -> {
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                em.persist(fresh);
                joined(em).touch(Account.class, 2L).expecting(1).apply();
            });
            assertThat(fresh.getVersion()).isNull();
            assertThat(versioning.insert(fresh).version()).isEqualTo(1);
        }

        private Stamp deletedMeanwhile() {
            Stamp held = versioning.read(Stamp.class, 1L).orElseThrow();
            database.execute("delete from Stamp");
            return held;
        }

        @Test
        void objectPersistedBetweenTwoTransactionsOfOneContextIsStored() {
            Account between = account(9);
            EntityManager em = unit.createEntityManager();
            try {
                em.getTransaction().begin();
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                em.getTransaction().commit();

                em.persist(between);
                em.getTransaction().begin();
                em.getTransaction().commit();
                assertThat(between.version()).isEqualTo(1);

                em.getTransaction().begin();
                joined(em).touch(Account.class, 9L).expecting(1).apply();
                em.getTransaction().commit();
            } finally {
                em.close();
            }
            assertThat(version(9)).isEqualTo(2);
        }

        @Test
        void versionOfAManagedObjectIsTheOneThatItWasReadAt() {
            use(em -> {
                Account managed = em.find(Account.class, 1L);
                ByHand.setVersion(managed, 9L);
                assertThat(joined(em).version(managed)).isEqualTo(1);
                em.detach(managed);
            });
        }

        @Test
        void insertTakesNoVersionThatWasSetByHand() {
            Stamp fresh = new Stamp();
            fresh.id = 2L;
            fresh.version = 40;
            assertThatThrownBy(() -> versioning.insert(fresh))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("was given a version");
            assertThat(number("select count(*) from Stamp")).isEqualTo(1);
        }

        @Test
        void bareMergeInsertsADeletedRowAgain() {
            Stamp held = deletedMeanwhile();
            use(em -> em.merge(held));
            assertThat(number("select count(*) from Stamp")).isEqualTo(1);
        }

        @Test
        void saveDoesNotInsertADeletedRowAgain() {
            Stamp held = deletedMeanwhile();
            assertThatThrownBy(() -> versioning.save(held)).isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> use(em -> joined(em).save(held))).isInstanceOf(ConflictException.class);
            assertThat(number("select count(*) from Stamp")).isZero();
        }
    }
}
