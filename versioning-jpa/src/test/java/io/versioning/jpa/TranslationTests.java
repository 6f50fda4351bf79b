package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.hibernate.cfg.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the provider runs into, told in the library's words, whatever it was that the application's code called. */
class TranslationTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2, Map.of());
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES, Map.of());
        }
    }

    @Nested
    @RunsOn(DatabaseKind.H2)
    class BatchesOnH2 extends Cases {
        BatchesOnH2() {
            super(DatabaseKind.H2, Map.of("hibernate.jdbc.batch_size", 30));
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class BatchesOnPostgres extends Cases {
        BatchesOnPostgres() {
            super(DatabaseKind.POSTGRES, Map.of("hibernate.jdbc.batch_size", 30));
        }
    }

    @Nested
    @RunsOn(DatabaseKind.H2)
    class NativeOnH2 extends Native {
        NativeOnH2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class NativeOnPostgres extends Native {
        NativeOnPostgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    /** A persistence unit of Hibernate's own, whose exceptions are other ones. */
    abstract static class Native extends Cases {

        Native(DatabaseKind kind) {
            super(kind, Map.of("hibernate.jdbc.batch_size", 30));
        }

        @Override
        EntityManagerFactory boot(DataSource source, Map<String, ?> settings) {
            Configuration configuration = new Configuration().addAnnotatedClass(Account.class);
            configuration.getProperties().putAll(settings);
            configuration.getProperties().put("hibernate.connection.datasource", source);
            return configuration.buildSessionFactory();
        }
    }

    abstract static class Cases extends OnUnit {

        private final Map<String, Object> settings;

        Cases(DatabaseKind kind, Map<String, Object> settings) {
            super(kind);
            this.settings = settings;
        }

        @Override
        Map<String, Object> settings() {
            return settings;
        }

        @BeforeEach
        void insertRows() {
            LongStream.rangeClosed(1, 5).forEach(this::stored);
        }

        /** The conflict that the caller gets for what code of its own runs into; nothing of the transaction is kept. */
        private Conflict conflict(EntityManagerFactory source, Consumer<EntityManager> work) {
            return catchThrowableOfType(
                            ConflictException.class,
                            () -> answer(source, em -> {
                                joined(em).guarding(() -> work.accept(em));
                                return true;
                            }))
                    .conflict();
        }

        private Conflict conflict(Consumer<EntityManager> work) {
            return conflict(unit, work);
        }

        private void requireStale(long id, long expected, long actual, Consumer<EntityManager> work) {
            requireStale(id, expected, actual, conflict(work));
        }

        private static void requireStale(long id, long expected, long actual, Conflict conflict) {
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE);
            assertThat(conflict.entity()).isEqualTo("Account");
            assertThat(conflict.id()).isEqualTo(id);
            assertThat(conflict.expected()).isEqualTo(expected);
            assertThat(conflict.actual()).hasValue(actual);
        }

        @Test
        void flushOfAStaleEntity() {
            requireStale(1, 1, 2, em -> {
                em.find(Account.class, 1L).change(owned("mine"));
                advance(1);
                em.flush();
            });
        }

        @Test
        void staleEntityThatNobodyFlushed() {
            requireStale(1, 1, 2, em -> {
                em.find(Account.class, 1L).change(owned("mine"));
                advance(1);
            });
        }

        @Test
        void queryThatFlushesAStaleEntity() {
            requireStale(1, 1, 2, em -> {
                em.find(Account.class, 1L).change(owned("mine"));
                advance(1);
                em.createQuery("select a from Account a", Account.class).getResultList();
            });
        }

        @Test
        void entityThatWasDeletedMeanwhile() {
            Conflict conflict = conflict(em -> {
                em.find(Account.class, 1L).change(owned("mine"));
                delete(1);
            });
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflict.expected()).isEqualTo(1);
            assertThat(conflict.actual()).isEmpty();
        }

        @Test
        void mergeOfAStaleDetachedEntity() {
            advance(1);
            Account stale = answer(em -> em.find(Account.class, 1L));
            advance(1);
            advance(1);
            stale.change(owned("mine"));
            requireStale(1, 2, 4, em -> em.merge(stale));
        }

        @Test
        void mergeOfADetachedEntityWhoseRowIsDeleted() {
            Account gone = answer(em -> em.find(Account.class, 1L));
            delete(1);
            Conflict conflict = conflict(em -> em.merge(gone));
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MISSING);
            assertThat(conflict.id()).isEqualTo(1L);
            assertThat(conflict.expected()).isEqualTo(1);
        }

        @Test
        void removeOfAStaleEntity() {
            requireStale(1, 1, 2, em -> {
                em.remove(em.find(Account.class, 1L));
                advance(1);
                em.flush();
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void pessimisticLockOfAStaleEntity() {
            requireStale(1, 1, 2, em -> {
                Account account = em.find(Account.class, 1L);
                advance(1);
                em.lock(account, LockModeType.PESSIMISTIC_WRITE);
            });
        }

        @Test
        void pessimisticLockOfAnEntityThatWasWrittenBeforeIsOfItsNewVersion() {
            use(em -> joined(em).guarding(() -> {
                Account account = em.find(Account.class, 1L);
                account.change(owned("mine"));
                em.flush();
                em.lock(account, LockModeType.PESSIMISTIC_WRITE);
            }));
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void lockThatForcesAnIncrementOfAStaleEntity() {
            requireStale(1, 1, 2, em -> {
                Account account = em.find(Account.class, 1L);
                advance(1);
                em.lock(account, LockModeType.PESSIMISTIC_FORCE_INCREMENT);
            });
        }

        @ParameterizedTest
        @EnumSource(
                value = LockModeType.class,
                names = {"OPTIMISTIC", "OPTIMISTIC_FORCE_INCREMENT"})
        void lockThatIsJudgedAtTheCommitIsToldByThat(LockModeType mode) {
            Account[] held = new Account[1];
            assertThatThrownBy(() -> use(em -> {
                        joined(em).guarding(() -> {
                            held[0] = em.find(Account.class, 1L);
                            em.lock(held[0], mode);
                        });
                        advance(1);
                    }))
                    .isInstanceOf(PersistenceException.class)
                    .isNotInstanceOf(ConflictException.class);
            assertThat(version(1)).isEqualTo(2);
            assertThat(held[0].version()).isEqualTo(1);
        }

        @Test
        void firstOfSeveralStaleRowsIsNamed() {
            Conflict conflict = conflict(em -> {
                for (long id = 1; id <= 5; id++) {
                    em.find(Account.class, id).change(owned("mine"));
                }
                advance(3);
                advance(3);
                advance(4);
                em.flush();
            });
            requireStale(3, 1, 3, conflict);
            assertThat(LongStream.rangeClosed(1, 5).map(this::version)).containsExactly(1L, 1L, 3L, 2L, 1L);
        }

        @Test
        void staleRowAmongThoseThatAGuardedUpdateWritesAlongIsNamed() {
            Conflict conflict = catchThrowableOfType(
                            ConflictException.class,
                            () -> use(em -> {
                                em.find(Account.class, 2L).change(owned("mine"));
                                em.find(Account.class, 4L).change(owned("mine"));
                                advance(4);
                                joined(em)
                                        .update(Account.class, 1L)
                                        .expecting(1)
                                        .apply(account -> account.change(owned("mine")));
                            }))
                    .conflict();
            requireStale(4, 1, 2, conflict);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void innermostOfNestedGuardsTells() {
            requireStale(
                    1,
                    1,
                    2,
                    em -> joined(em).guarding(() -> {
                        joined(em).guarding(() -> em.find(Account.class, 2L).change(owned("fine")));
                        em.find(Account.class, 1L).change(owned("mine"));
                        advance(1);
                    }));
        }
    }
}
