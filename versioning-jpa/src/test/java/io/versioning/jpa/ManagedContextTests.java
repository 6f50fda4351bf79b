package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.FlushModeType;
import java.util.List;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Updates of an entity that the caller's persistence context may know already. */
class ManagedContextTests {

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

    abstract static class Cases extends OnUnit {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            stored(1);
            stored(2);
        }

        private long updates() {
            return probe.count(sql -> sql.startsWith("update"));
        }

        @Test
        void objectThatIsOlderThanTheExpectedRowIsRefusedAndKeepsItsChanges() {
            use(em -> {
                Account old = em.find(Account.class, 1L);
                old.change(owned("mine"));
                advance(1);

                assertThatThrownBy(() -> joined(em)
                                .update(Account.class, 1L)
                                .expecting(2)
                                .apply(account -> account.change(owned("lost"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Account 1 is at the expected version 2")
                        .hasMessageContaining("refresh or detach");
                assertThat(em.contains(old)).isTrue();
                assertThat(old.state()).isEqualTo(owned("mine"));
                assertThat(old.version()).isEqualTo(1);
                assertThat(em.getTransaction().getRollbackOnly()).isFalse();
                em.detach(old);
            });
            assertThat(updates()).isZero();
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void objectThatIsStaleIsAConflictAndLeavesTheContext() {
            use(em -> {
                Account stale = em.find(Account.class, 1L);
                stale.change(owned("mine"));
                advance(1);

                Conflict conflict = catchThrowableOfType(
                                ConflictException.class,
                                () -> joined(em)
                                        .touch(Account.class, 1L)
                                        .expecting(1)
                                        .apply())
                        .conflict();
                assertThat(conflict.actual()).hasValue(2);
                assertThat(em.contains(stale)).isFalse();
            });
        }

        @Test
        void conflictFoundByComparingLetsTheTransactionGoOn() {
            use(em -> {
                em.find(Account.class, 1L);
                advance(1);
                advance(1);
                assertThatThrownBy(() ->
                                joined(em).touch(Account.class, 1L).expecting(2).apply())
                        .hasMessage("Account 1: expected version 2, found 3");
                joined(em).touch(Account.class, 2L).expecting(1).apply();
                // nothing stale is left behind
                assertThat(em.find(Account.class, 1L).version()).isEqualTo(3);
                joined(em).touch(Account.class, 1L).expecting(3).apply();
            });
            assertThat(version(1)).isEqualTo(4);
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void conflictOnAnOldFormKeepsWhatWasChangedInAnObjectThatIsNotStale() {
            advance(1);
            use(em -> {
                Account current = em.find(Account.class, 1L);
                current.change(owned("mine"));
                assertThatThrownBy(() ->
                                joined(em).touch(Account.class, 1L).expecting(1).apply())
                        .hasMessage("Account 1: expected version 1, found 2");
                assertThat(em.contains(current)).isTrue();
            });
            assertThat(owner(1)).isEqualTo("mine");
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void whatWasChangedBeforeTheCallIsWrittenByItsOneUpdate() {
            use(em -> {
                em.find(Account.class, 1L).change(owned("before"));
                Account touched =
                        joined(em).touch(Account.class, 1L).expecting(1).apply();
                assertThat(touched.version()).isEqualTo(2);
            });
            assertThat(updates()).isEqualTo(1);
            assertThat(owner(1)).isEqualTo("before");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void changeThatChangesNothingAdvancesTheVersionOnceAndAtOnce() {
            use(em -> {
                Account same = joined(em)
                        .update(Account.class, 1L)
                        .expecting(1)
                        .apply(account -> account.change(AccountState.numbered(1)));
                assertThat(same.version()).isEqualTo(2);
                assertThat(updates()).isEqualTo(1);
                assertThat(em.createQuery("select a.version from Account a where a.id = 1", Long.class)
                                .getSingleResult())
                        .isEqualTo(2);
            });
            assertThat(updates()).isEqualTo(1);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void changeAfterTheCallIsTheCallersAndAdvancesOnceMore() {
            use(em -> {
                Account account =
                        joined(em).touch(Account.class, 1L).expecting(1).apply();
                account.change(owned("after"));
            });
            assertThat(owner(1)).isEqualTo("after");
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void updatesOfOneEntityInOneTransactionAdvanceByOneEach() {
            use(em -> {
                JpaVersioning joined = joined(em);
                Account once =
                        joined.update(Account.class, 1L).expecting(1).apply(account -> account.change(owned("once")));
                Account twice = joined.update(Account.class, 1L)
                        .expecting(once)
                        .apply(account -> account.change(owned("twice")));
                assertThat(twice).isSameAs(once);
                assertThat(joined.touch(Account.class, 1L)
                                .expecting(2 + 1)
                                .apply()
                                .version())
                        .isEqualTo(4);
            });
            assertThat(updates()).isEqualTo(3);
            assertThat(owner(1)).isEqualTo("twice");
            assertThat(version(1)).isEqualTo(4);
        }

        @Test
        void expectedVersionFromBeforeAnUpdateInTheSameTransactionIsAConflict() {
            use(em -> {
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                Conflict conflict = catchThrowableOfType(
                                ConflictException.class,
                                () -> joined(em)
                                        .touch(Account.class, 1L)
                                        .expecting(1)
                                        .apply())
                        .conflict();
                assertThat(conflict.actual()).hasValue(2);
                assertThat(conflict.readFrom()).contains(Conflict.ReadFrom.OPEN_TRANSACTION);
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void queryInsideTheChangeDoesNotFlushHalfOfIt() {
            use(em -> joined(em).update(Account.class, 1L).expecting(1).apply(account -> {
                account.change(owned("half"));
                List<String> owners = em.createQuery("select a.owner from Account a", String.class)
                        .getResultList();
                assertThat(owners).doesNotContain("half");
                account.change(owned("whole"));
            }));
            assertThat(updates()).isEqualTo(1);
            assertThat(owner(1)).isEqualTo("whole");
            assertThat(version(1)).isEqualTo(2);
        }

        @ParameterizedTest
        @EnumSource(
                value = FlushMode.class,
                names = {"MANUAL", "COMMIT", "AUTO", "ALWAYS"})
        void flushModeOfTheCallersIsKeptAndTheWriteHappensAtOnce(FlushMode mode) {
            use(em -> {
                Session session = em.unwrap(Session.class);
                session.setHibernateFlushMode(mode);
                joined(em).update(Account.class, 1L).expecting(1).apply(account -> account.change(owned("now")));
                assertThat(updates()).isEqualTo(1);
                assertThat(session.getHibernateFlushMode()).isEqualTo(mode);
            });
            assertThat(updates()).isEqualTo(1);
            assertThat(owner(1)).isEqualTo("now");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void flushModeOfJpaIsKeptWhenTheChangeThrows() {
            use(em -> {
                em.setFlushMode(FlushModeType.COMMIT);
                assertThatThrownBy(() -> joined(em)
                                .update(Account.class, 1L)
                                .expecting(1)
                                .apply(account -> {
                                    throw new UnsupportedOperationException();
                                }))
                        .isInstanceOf(UnsupportedOperationException.class);
                assertThat(em.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
            });
            assertThat(version(1)).isEqualTo(1);
        }
    }
}
