package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.WriteRefusedException;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.NoResultException;
import jakarta.persistence.PersistenceException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of failures of guarded work that are no conflicts, or of which nobody can tell. */
class GuardedWorkTests {

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

    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stop(Throwable cause) {
            super(cause);
        }
    }

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            stored(1);
            stored(2);
        }

        @Test
        void conflictThatTheWorkThrowsPassesAndLeavesTheTransactionAsItIs() {
            advance(1);
            use(em -> {
                ConflictException inner = (ConflictException) catchThrowable(
                        () -> joined(em).touch(Account.class, 1L).expecting(1).apply());
                Throwable thrown = catchThrowable(() -> joined(em).guarding(() -> {
                    throw inner;
                }));
                assertThat(thrown).isSameAs(inner);
                joined(em).touch(Account.class, 2L).expecting(1).apply();
            });
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void exceptionOfTheWorkPassesUnchangedAndLeavesTheTransactionAsItIs() {
            use(em -> {
                Account written =
                        joined(em).touch(Account.class, 2L).expecting(1).apply();
                Stop stop = new Stop(new IllegalArgumentException("no account"));
                assertThatThrownBy(() -> joined(em).guarding(() -> {
                            throw stop;
                        }))
                        .isSameAs(stop);
                assertThat(written.version()).isEqualTo(2);
                assertThatThrownBy(() -> joined(em)
                                .guarding(() -> em.createQuery("select a from Account a where a.id = 99", Account.class)
                                        .getSingleResult()))
                        .isInstanceOf(NoResultException.class);
                assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            });
            assertThat(version(2)).isEqualTo(2);
        }

        /** What looks like a check would be none: the provider checks what it has loaded. */
        @Test
        void versionThatTheWorkSetsInAManagedEntityIsRefusedAndNothingIsWritten() {
            requireRefused(1L, em -> {});
            requireRefused(3L, em -> {});
            requireRefused(null, em -> {});
        }

        @Test
        void soItIsWhateverTheWorkDoesBesides() {
            requireRefused(1L, EntityManager::flush);
            requireRefused(
                    1L,
                    em -> em.createQuery("select a from Account a", Account.class)
                            .getResultList());
            requireRefused(1L, em -> em.remove(em.find(Account.class, 1L)));
            requireRefused(
                    1L, em -> joined(em).touch(Account.class, 2L).expecting(1).apply());
        }

        private void requireRefused(@Nullable Long set, Consumer<EntityManager> last) {
            database.execute("update account set owner = 'theirs', version = 2 where id = 1");
            use(em -> {
                assertThatThrownBy(() -> joined(em).guarding(() -> {
                            Account account = em.find(Account.class, 1L);
                            account.change(owned("mine"));
                            ByHand.setVersion(account, set);
                            last.accept(em);
                        }))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("entity: Account 1 was loaded at version 2, and " + set)
                        .hasMessageContaining("expecting");
                assertThat(em.getTransaction().getRollbackOnly()).isTrue();
            });
            assertThat(owner(1)).isEqualTo("theirs");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void versionIsNobodysToCheckInAnObjectWithoutARow() {
            use(em -> joined(em).guarding(() -> {
                Account merged = em.merge(account(7));
                em.merge(account(7));
                ByHand.setVersion(merged, null);
            }));
            assertThat(version(7)).isNotNegative();
        }

        /** Of a batch nobody could tell which row is stale, or what was expected of it. */
        @Test
        void batchesThatTheWorkTurnsOnAreOffAgainWhenItFlushes() {
            assertThatThrownBy(() -> use(em -> {
                        List<Account> all = List.of(em.find(Account.class, 1L), em.find(Account.class, 2L));
                        advance(1);
                        joined(em).guarding(() -> {
                            em.unwrap(Session.class).setJdbcBatchSize(50);
                            all.forEach(account -> account.change(owned("mine")));
                            em.flush();
                        });
                    }))
                    .hasMessageStartingWith("Account 1: expected version 1");
        }

        @Test
        void workThatEndsTheTransactionIsToldSo() {
            assertThatThrownBy(() -> use(em -> joined(em).guarding(() -> {
                        em.find(Account.class, 1L).change(owned("mine"));
                        em.getTransaction().commit();
                    })))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("has ended the transaction");
            assertThat(owner(1)).isEqualTo("mine");
        }

        @Test
        void otherFailureOfTheProvidersInsideTheWorkPassesAsItIs() {
            assertThatThrownBy(() -> use(em -> joined(em).guarding(() -> {
                        em.persist(account(1));
                        em.flush();
                    })))
                    .isInstanceOf(PersistenceException.class);
        }

        @Test
        void constraintViolationInTheFlushAfterTheWorkNamesItsRow() {
            assertThatThrownBy(() -> use(em -> joined(em).guarding(() -> {
                        em.find(Account.class, 1L).change(owned("fine"));
                        em.find(Account.class, 2L).change(AccountState.refused());
                    })))
                    .isInstanceOf(WriteRefusedException.class)
                    .hasMessageStartingWith("Account 2");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void constraintViolationOfAnotherEntityInTheSameFlushNamesThatEntity() {
            assertThatThrownBy(() -> use(em -> {
                        em.find(Account.class, 2L).change(AccountState.refused());
                        joined(em).update(Account.class, 1L).expecting(1).apply(account -> account.change(owned("a")));
                    }))
                    .isInstanceOf(WriteRefusedException.class)
                    .hasMessageStartingWith("Account 2");
            assertThat(version(1)).isEqualTo(1);
        }

        @ParameterizedTest
        @EnumSource(
                value = Isolation.class,
                names = {"REPEATABLE_READ", "SERIALIZABLE"})
        void actualVersionIsAbsentAboveReadCommitted(Isolation level) {
            EntityManagerFactory isolated = unit(level.on(database.dataSource()), settings());
            Throwable failure = catchThrowable(() -> answer(isolated, em -> {
                Account account = em.find(Account.class, 1L);
                advance(1);
                joined(em).guarding(() -> account.change(owned("mine")));
                return true;
            }));
            assertThat(failure).isInstanceOf(AttemptAbortedException.class).hasMessageContaining("Account 1");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void transactionThatTheDatabaseHasGivenUpTellsNoVersion() {
            assertThatThrownBy(() -> use(em -> {
                        catchThrowable(
                                () -> em.createNativeQuery("select 1 / 0").getResultList());
                        joined(em).touch(Account.class, 1L).expecting(7).apply();
                    }))
                    .satisfies(failure -> assertThat(failure)
                            .isInstanceOfAny(IllegalStateException.class, AttemptAbortedException.class));
            assertThat(List.of(version(1), version(2))).containsExactly(1L, 1L);
        }

        @Test
        void conflictIsToldToListenersOnceHoweverManyGuardsItPasses() {
            List<Object> told = new ArrayList<>();
            ConflictListener listener = new ConflictListener() {
                @Override
                public void onConflict(ConflictEvent event) {
                    told.add(event.conflict().id());
                }
            };
            assertThatThrownBy(() -> use(em -> {
                        JpaVersioning joined = joined(em).withListeners(listener);
                        joined.guarding(() -> joined.guarding(() ->
                                joined.touch(Account.class, 1L).expecting(7).apply()));
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(told).containsExactly(1L);
        }
    }
}
