package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
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
        void staleRowOfABatchThatTheCodeMakesIsNeverASuccess() {
            Account stale = stored(1);
            Account good = stored(2);
            advance(1);
            try (StatelessSession stateless = unit.unwrap(SessionFactory.class).openStatelessSession()) {
                stateless.beginTransaction();
                assertThatThrownBy(() -> versioning.guarding(stateless, () -> {
                            stateless.setJdbcBatchSize(10);
                            stateless.update(stale);
                            stateless.update(good);
                        }))
                        .isInstanceOf(RuntimeException.class);
                stateless.getTransaction().rollback();
            }
            assertThat(stale.version()).isEqualTo(1);
            assertThat(good.version()).isEqualTo(1);
        }

        /** Of Hibernate 7 only. */
        @Test
        void staleRowAmongSeveralOfOneCallIsTheOneThatIsTold() throws ReflectiveOperationException {
            Optional<Method> updateMultiple = Arrays.stream(StatelessSession.class.getMethods())
                    .filter(method -> method.getName().equals("updateMultiple"))
                    .findFirst();
            Account stale = stored(1);
            Account good = stored(2);
            advance(1);
            session(stateless -> updateMultiple.ifPresent(method -> requireConflict(
                    () -> versioning.guarding(stateless, () -> call(method, stateless, List.of(stale, good))),
                    Conflict.stale("Account", 1L, 1, 2, Conflict.ReadFrom.OPEN_TRANSACTION))));
            assertThat(stale.version()).isEqualTo(1);
            assertThat(good.version()).isEqualTo(version(2));
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
            try (StatelessSession stateless = unit.unwrap(SessionFactory.class).openStatelessSession()) {
                stateless.beginTransaction();
                work.accept(stateless);
                stateless.getTransaction().commit();
            }
        }
    }
}
