package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.VersionOverflowException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.StaleObjectStateException;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.annotations.Filter;
import org.hibernate.annotations.FilterDef;
import org.hibernate.annotations.ParamDef;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Writes with Hibernate's stateless session, which keeps no versions. */
class StatelessSessionTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class OnH2 extends Cases {
        OnH2() {
            super(DatabaseKind.H2, Map.of());
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgres extends Cases {
        OnPostgres() {
            super(DatabaseKind.POSTGRES, Map.of());
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgresWithBatches extends Cases {
        OnPostgresWithBatches() {
            super(DatabaseKind.POSTGRES, Map.of("hibernate.jdbc.batch_size", 30));
        }
    }

    @Entity(name = "Tenanted")
    @FilterDef(name = "ofTenant", parameters = @ParamDef(name = "name", type = String.class))
    @Filter(name = "ofTenant", condition = "tenant = :name")
    static class Tenanted {
        @Id
        Long id;

        @Version
        int version;

        String tenant;

        static Tenanted at(int version) {
            Tenanted made = new Tenanted();
            made.id = 1L;
            made.version = version;
            made.tenant = "mine";
            return made;
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

        @Override
        List<Class<?>> entities() {
            return List.of(Tenanted.class);
        }

        @Override
        List<String> schema() {
            return List.of(
                    "create table Tenanted (id bigint primary key, version integer not null, tenant varchar(20))");
        }

        @Test
        void staleUpdateIsToldAndTheObjectKeepsItsVersion() {
            Account account = stored(1);
            advance(1);

            session(stateless -> {
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(account)),
                        Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION));
                assertThat(account.version()).isEqualTo(1);
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(account)),
                        Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION));
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void secondUpdateOfAnObjectExpectsWhatTheFirstOneWrote() {
            Account account = stored(1);
            try (StatelessSession stateless = unit.unwrap(SessionFactory.class).openStatelessSession()) {
                stateless.beginTransaction();
                versioning.guarding(stateless, () -> stateless.update(account));
                stateless
                        .createNativeMutationQuery("update account set version = 9 where id = 1")
                        .executeUpdate();
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(account)),
                        Conflict.stale("Account", 1L, 2, 9, Conflict.ReadFrom.OPEN_TRANSACTION));
                assertThat(account.version()).isEqualTo(2);
                stateless.getTransaction().rollback();
            }
            assertThat(account.version()).isEqualTo(1);
        }

        @Test
        void deletedRowIsToldAsMissing() {
            Account account = stored(1);
            delete(1);

            session(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> stateless.update(account)),
                    Conflict.missing("Account", 1L, 1, Conflict.ReadFrom.OPEN_TRANSACTION)));
            assertThat(version(1)).isEqualTo(-1);
        }

        @Test
        void staleDeleteIsToldAndDeletesNothing() {
            Account account = stored(1);
            advance(1);

            session(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> stateless.delete(account)),
                    Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION)));
            assertThat(account.version()).isEqualTo(1);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void rowThatIsStaleAmongOthersIsTheOneThatIsTold() {
            Account good = stored(1);
            Account stale = stored(2);
            Account never = stored(3);
            advance(2);

            session(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> {
                        stateless.update(good);
                        stateless.update(stale);
                        stateless.update(never);
                    }),
                    Conflict.stale("Account", 2L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION)));
            assertThat(version(1)).isEqualTo(2);
            assertThat(version(3)).isEqualTo(1);
        }

        @Test
        void updateThatIsRefusedOutsideOfATransactionLeavesTheOldVersion() {
            Account account = stored(1);
            outsideOfATransaction(stateless -> {
                requireRefused(stateless, account);
                assertThat(account.version()).isEqualTo(1);
                advance(1);
                account.change(owned("mine"));
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(account)),
                        Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.COMMITTED));
            });
            assertThat(owner(1)).isNotEqualTo("mine");
        }

        @Test
        void updateThatIsRefusedInATransactionLeavesTheOldVersionAtOnce() {
            Account account = stored(1);
            rolledBack(stateless -> {
                requireRefused(stateless, account);
                assertThat(account.version()).isEqualTo(1);
            });
        }

        private void requireRefused(StatelessSession stateless, Account account) {
            account.change(AccountState.refused());
            assertThatThrownBy(() -> versioning.guarding(stateless, () -> stateless.update(account)))
                    .isInstanceOf(RuntimeException.class)
                    .isNotInstanceOf(ConflictException.class);
        }

        @Test
        void objectsWhoseFailuresTheCodeCatchesKeepTheirVersions() {
            Account first = stored(1);
            Account good = stored(2);
            Account last = stored(3);
            advance(1);
            advance(3);
            session(stateless -> versioning.guarding(stateless, () -> {
                for (Account each : List.of(first, good, last)) {
                    updateIfPossible(stateless, each);
                }
            }));
            assertThat(List.of(first.version(), good.version(), last.version())).containsExactly(1L, 2L, 1L);
        }

        private static void updateIfPossible(StatelessSession stateless, Account account) {
            try {
                stateless.update(account);
            } catch (RuntimeException stale) {
                // goes on with the others
            }
        }

        /** Whether it was read again, or carries what Hibernate left in it, cannot be told. */
        @Test
        void objectWhoseWriteHasFailedIsNotWrittenAgainInTheSameWork() {
            Account account = stored(1);
            advance(1);
            rolledBack(stateless -> {
                requireRefusedAgain(stateless, account, stateless::update);
                requireRefusedAgain(stateless, account, stateless::delete);
            });
            assertThat(version(1)).isEqualTo(2);
        }

        private void requireRefusedAgain(StatelessSession stateless, Account account, Consumer<Object> again) {
            assertThatThrownBy(() -> versioning.guarding(stateless, () -> {
                        updateIfPossible(stateless, account);
                        again.accept(account);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("Account 1: an earlier write of this object has failed");
            assertThat(account.version()).isEqualTo(1);
        }

        @Test
        void objectWhoseWriteHasFailedIsWrittenInWorkOfItsOwn() {
            Account account = stored(1);
            advance(1);
            session(stateless -> {
                versioning.guarding(stateless, () -> updateIfPossible(stateless, account));
                stateless.refresh(account);
                versioning.guarding(stateless, () -> stateless.update(account));
            });
            assertThat(account.version()).isEqualTo(3);
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void failureThatTheCodeThrowsLaterIsToldOfItsRow() {
            Account stale = stored(1);
            Account good = stored(2);
            advance(1);
            session(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> {
                        try {
                            stateless.update(stale);
                        } finally {
                            stateless.update(good);
                        }
                    }),
                    Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION)));
            assertThat(List.of(stale.version(), good.version())).containsExactly(1L, 2L);
        }

        @Test
        void failureThatIsNoneOfTheSessionsPassesAsItIs() {
            Account written = stored(1);
            StaleObjectStateException other = new StaleObjectStateException(Account.class.getName(), 1L);
            session(stateless -> assertThatThrownBy(() -> versioning.guarding(stateless, () -> {
                        stateless.update(written);
                        throw other;
                    }))
                    .isSameAs(other));
            assertThat(written.version()).isEqualTo(2);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void transactionThatTheCodeRollsBackIsToldAsAConflictToo() {
            Account twice = stored(1);
            Account stale = stored(2);
            advance(2);
            outsideOfATransaction(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> {
                        stateless.beginTransaction();
                        try {
                            stateless.update(twice);
                            stateless.update(stale);
                        } finally {
                            stateless.getTransaction().rollback();
                        }
                    }),
                    Conflict.stale("Account", 2L, 1, 2, Conflict.ReadFrom.COMMITTED)));
            assertThat(List.of(twice.version(), stale.version())).containsExactly(1L, 1L);
        }

        @Test
        void failureAfterAnotherWriteOfTheSameObjectIsGivenBackUpToTheCommittedVersion() {
            Account account = stored(1);
            outsideOfATransaction(stateless -> versioning.guarding(stateless, () -> {
                stateless.beginTransaction();
                stateless.update(account);
                account.change(AccountState.refused());
                updateIfPossible(stateless, account);
                stateless.getTransaction().rollback();
            }));
            assertThat(account.version()).isEqualTo(1);
        }

        @Test
        void insertThatIsRefusedLeavesTheObjectNew() {
            stored(1);
            Account taken = account(1);
            rolledBack(stateless -> {
                assertThatThrownBy(() -> insert(stateless, taken)).isInstanceOf(RuntimeException.class);
                assertThat(taken.getVersion()).isNull();
            });
            outsideOfATransaction(stateless ->
                    assertThatThrownBy(() -> insert(stateless, taken)).isInstanceOf(RuntimeException.class));
            assertThat(taken.getVersion()).isNull();
        }

        private void insert(StatelessSession stateless, Object entity) {
            versioning.guarding(stateless, () -> {
                Object unused = stateless.insert(entity);
            });
        }

        @Test
        void batchThatTheCodeTurnsOnIsWrittenRowByRow() {
            Account good = stored(1);
            Account stale = stored(2);
            Account never = stored(3);
            advance(2);
            advance(3);
            session(stateless -> requireConflict(
                    () -> versioning.guarding(stateless, () -> {
                        stateless.setJdbcBatchSize(10);
                        stateless.update(good);
                        stateless.update(stale);
                        stateless.update(never);
                    }),
                    Conflict.stale("Account", 2L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION)));
            assertThat(List.of(good.version(), stale.version(), never.version()))
                    .containsExactly(2L, 1L, 1L);
            assertThat(version(1)).isEqualTo(2);
        }

        /** Of Hibernate 7 only. */
        @Test
        void staleRowsOfOneCallForSeveralKeepTheirVersions() {
            Optional<Method> updateMultiple = updateMultiple();
            Account first = stored(1);
            Account second = stored(2);
            Account good = stored(3);
            advance(1);
            advance(2);
            session(stateless -> updateMultiple.ifPresent(method -> {
                requireConflict(
                        () -> versioning.guarding(stateless, () -> call(method, stateless, List.of(first, second))),
                        Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION));
                versioning.guarding(stateless, () -> call(method, stateless, List.of(good)));
            }));
            assertThat(List.of(first.version(), second.version())).containsExactly(1L, 1L);
            assertThat(good.version()).isEqualTo(version(3));
        }

        @Test
        void ofTwoObjectsOfOneRowOnlyTheOneThatWasLostIsGivenItsVersionBack() {
            Account written = stored(1);
            Account lost = versioning.read(Account.class, 1L).orElseThrow();
            session(stateless -> {
                versioning.guarding(stateless, () -> {
                    stateless.update(written);
                    stateless.update(written);
                });
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(lost)),
                        Conflict.stale("Account", 1L, 1, 3, Conflict.ReadFrom.OPEN_TRANSACTION));
                assertThat(lost.version()).isEqualTo(1);
                versioning.guarding(stateless, () -> stateless.update(written));
            });
            assertThat(written.version()).isEqualTo(4);
            assertThat(version(1)).isEqualTo(4);
        }

        @Test
        void largestVersionStaysInTheObject() {
            database.execute(
                    "insert into account (id, owner, balance, version) values (1, 'a', 1, " + Long.MAX_VALUE + ")");
            Account large = versioning.read(Account.class, 1L).orElseThrow();
            Tenanted small = Tenanted.at(Integer.MAX_VALUE);
            session(stateless -> {
                requireOverflow(stateless, large);
                requireOverflow(stateless, small);
            });
            assertThat(large.version()).isEqualTo(Long.MAX_VALUE);
            assertThat(small.version).isEqualTo(Integer.MAX_VALUE);
        }

        private void requireOverflow(StatelessSession stateless, Object entity) {
            assertThatThrownBy(() -> versioning.guarding(stateless, () -> stateless.update(entity)))
                    .isInstanceOf(VersionOverflowException.class);
        }

        @Test
        void rowThatAFilterOfTheSessionHidesIsToldAsMissing() {
            database.execute("insert into Tenanted (id, version, tenant) values (1, 5, 'theirs')");
            session(stateless -> {
                stateless.enableFilter("ofTenant").setParameter("name", "mine");
                requireConflict(
                        () -> versioning.guarding(stateless, () -> stateless.update(Tenanted.at(4))),
                        Conflict.missing("Tenanted", 1L, 4, Conflict.ReadFrom.OPEN_TRANSACTION));
            });
        }

        @Test
        void batchFromBeforeTheWorkFailsByItself() {
            Account stale = stored(1);
            Account good = stored(2);
            advance(1);
            rolledBack(stateless -> {
                stateless.setJdbcBatchSize(10);
                stateless.update(stale);
                assertThatThrownBy(() -> versioning.guarding(stateless, () -> stateless.update(good)))
                        .isInstanceOf(RuntimeException.class)
                        .isNotInstanceOf(ConflictException.class);
                assertThat(good.version()).isEqualTo(1);
            });
        }

        /** Of Hibernate 7 only. */
        @Test
        void staleRowAmongSeveralOfOneCallIsTheOneThatIsTold() {
            Optional<Method> updateMultiple = updateMultiple();
            Account stale = stored(1);
            Account good = stored(2);
            advance(1);
            session(stateless -> updateMultiple.ifPresent(method -> requireConflict(
                    () -> versioning.guarding(stateless, () -> call(method, stateless, List.of(stale, good))),
                    Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION))));
            assertThat(stale.version()).isEqualTo(1);
            assertThat(good.version()).isEqualTo(version(2));
        }

        private static Optional<Method> updateMultiple() {
            return Arrays.stream(StatelessSession.class.getMethods())
                    .filter(method -> method.getName().equals("updateMultiple"))
                    .findFirst();
        }

        private static void call(Method method, Object target, Object argument) {
            try {
                method.invoke(target, argument);
            } catch (InvocationTargetException e) {
                throw (RuntimeException) e.getCause();
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }

        @Test
        void upsertIsRefusedAsItWouldInsertADeletedRowAgain() {
            Account account = stored(1);
            delete(1);
            session(stateless -> assertThatThrownBy(
                            () -> versioning.guarding(stateless, () -> stateless.upsert(account)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("an upsert of a Account would insert a deleted row again"));
            assertThat(account.version()).isEqualTo(1);
            assertThat(version(1)).isEqualTo(-1);
        }

        @Test
        void whatGoesThroughIsWritten() {
            Account account = stored(1);
            session(stateless -> {
                account.change(owned("Ada"));
                assertThat(versioning.<Long>guarding(stateless, () -> {
                            stateless.update(account);
                            return account.version();
                        }))
                        .isEqualTo(2);
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void bareSessionTellsNothingButThatARowIsStale() {
            Account account = stored(1);
            advance(1);
            session(stateless -> assertThatThrownBy(() -> {
                        stateless.setJdbcBatchSize(1);
                        stateless.update(account);
                    })
                    .satisfiesAnyOf(
                            thrown -> assertThat(thrown).isInstanceOf(StaleStateException.class),
                            thrown -> assertThat(thrown).hasRootCauseInstanceOf(StaleStateException.class)));
            assertThat(account.version()).isEqualTo(2); // a version that was never committed by this object
        }

        private static void requireConflict(ThrowingCallable write, Conflict expected) {
            assertThatThrownBy(write)
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            conflict -> assertThat(conflict.conflict()).isEqualTo(expected));
        }

        private void session(Consumer<StatelessSession> work) {
            outsideOfATransaction(stateless -> {
                stateless.beginTransaction();
                work.accept(stateless);
                stateless.getTransaction().commit();
            });
        }

        private void rolledBack(Consumer<StatelessSession> work) {
            outsideOfATransaction(stateless -> {
                stateless.beginTransaction();
                work.accept(stateless);
                stateless.getTransaction().rollback();
            });
        }

        private void outsideOfATransaction(Consumer<StatelessSession> work) {
            try (StatelessSession stateless = unit.unwrap(SessionFactory.class).openStatelessSession()) {
                work.accept(stateless);
            }
        }
    }
}
