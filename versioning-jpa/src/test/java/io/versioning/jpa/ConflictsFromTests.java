package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.Conflict;
import io.versioning.Conflicts;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.Persistence;
import jakarta.persistence.RollbackException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.hibernate.StaleStateException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found in the exceptions of flushes and commits that the library had no part in. */
class ConflictsFromTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class OnH2 extends Contract {
        OnH2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgres extends Contract {
        OnPostgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Contract {

        private final DatabaseKind kind;
        private TestDatabase database;
        private EntityManagerFactory unit;

        Contract(DatabaseKind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            database = kind.open();
            database.execute(new AccountMapping().schema(kind).toArray(String[]::new));
            unit = unit(Map.of());
            use(em -> {
                for (int id = 1; id <= 3; id++) {
                    em.persist(new Account(id, AccountState.numbered(id)));
                }
            });
        }

        private EntityManagerFactory unit(Map<String, Object> settings) {
            Map<String, Object> all = new HashMap<>(settings);
            all.put("jakarta.persistence.nonJtaDataSource", database.dataSource());
            return Persistence.createEntityManagerFactory("accounts", all);
        }

        @AfterEach
        void close() {
            unit.close();
            database.close();
        }

        @Test
        void commitOfAStaleRow() {
            Throwable thrown = catchThrowable(() -> use(em -> {
                change(em, 2);
                anotherWriterAdvances(2);
            }));

            assertThat(thrown).isInstanceOf(RollbackException.class).hasCauseInstanceOf(OptimisticLockException.class);
            assertThat(Conflicts.from(thrown)).contains(stale(2, 1, 2));
        }

        @Test
        void commitOfADeletedRow() {
            Throwable thrown = catchThrowable(() -> use(em -> {
                change(em, 2);
                database.execute("delete from account where id = 2");
            }));

            assertThat(Conflicts.from(thrown))
                    .contains(Conflict.missing("Account", 2L, 1, Conflict.ReadFrom.OPEN_TRANSACTION));
        }

        @Test
        void removalOfAStaleRow() {
            Throwable thrown = catchThrowable(() -> use(em -> {
                em.remove(em.find(Account.class, 2L));
                anotherWriterAdvances(2);
            }));

            assertThat(Conflicts.from(thrown)).contains(stale(2, 1, 2));
        }

        @Test
        void flushOfAStaleRow() {
            use(em -> {
                change(em, 1);
                change(em, 3);
                anotherWriterAdvances(3);
                Throwable thrown = catchThrowable(em::flush);
                assertThat(thrown).isInstanceOf(OptimisticLockException.class);
                assertThat(Conflicts.from(thrown)).contains(stale(3, 1, 2));
                em.getTransaction().setRollbackOnly();
            });
        }

        @Test
        void queryThatFlushesAStaleRow() {
            use(em -> {
                change(em, 2);
                anotherWriterAdvances(2);
                Throwable thrown = catchThrowable(() ->
                        em.createQuery("select a from Account a", Account.class).getResultList());
                assertThat(Conflicts.from(thrown)).contains(stale(2, 1, 2));
                em.getTransaction().setRollbackOnly();
            });
        }

        /** Hibernate 6.6 names no row of a batch, and then there is nothing to be found; 7 names the first. */
        @Test
        void batchWithAStaleRowNamesThatRowOrNone() {
            unit.close();
            unit = unit(Map.of("hibernate.jdbc.batch_size", 30));
            Throwable thrown = catchThrowable(() -> use(em -> {
                change(em, 1);
                change(em, 2);
                change(em, 3);
                anotherWriterAdvances(2);
            }));

            assertThat(Conflicts.from(thrown))
                    .satisfiesAnyOf(
                            found -> assertThat(found).contains(stale(2, 1, 2)),
                            found -> assertThat(found).isEmpty());
            assertThat(Conflicts.from(thrown).isPresent())
                    .isEqualTo(!System.getProperty("hibernate.tested").startsWith("6."));
        }

        /** Who catches what Hibernate throws sees what was always there. */
        @Test
        void exceptionIsWhatItWouldBeWithoutTheLibrary() {
            Throwable thrown = catchThrowable(() -> use(em -> {
                change(em, 2);
                anotherWriterAdvances(2);
            }));

            assertThat(thrown).hasRootCauseInstanceOf(StaleStateException.class);
            assertThat(thrown.getSuppressed()).isEmpty();
        }

        @Test
        void otherFailuresAreNoConflict() {
            Throwable thrown =
                    catchThrowable(() -> use(em -> em.find(Account.class, 2L).change(AccountState.refused())));

            assertThat(thrown).isNotNull();
            assertThat(Conflicts.from(thrown)).isEmpty();
        }

        private static Conflict stale(long id, long expected, long actual) {
            return Conflict.stale("Account", id, expected, actual, Conflict.ReadFrom.OPEN_TRANSACTION);
        }

        private static void change(EntityManager em, long id) {
            em.find(Account.class, id).change(AccountState.numbered(100));
        }

        private void anotherWriterAdvances(long id) {
            database.execute("update account set version = version + 1 where id = " + id);
        }

        private void use(Consumer<EntityManager> work) {
            try (EntityManager em = unit.createEntityManager()) {
                em.getTransaction().begin();
                try {
                    work.accept(em);
                } catch (RuntimeException | Error e) {
                    em.getTransaction().rollback();
                    throw e;
                }
                if (em.getTransaction().getRollbackOnly()) {
                    em.getTransaction().rollback();
                } else {
                    em.getTransaction().commit();
                }
            }
        }
    }
}
