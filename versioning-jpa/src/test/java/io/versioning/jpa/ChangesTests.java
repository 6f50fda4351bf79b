package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.util.function.BiConsumer;
import org.hibernate.Session;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a change may do to its entity, and what not. */
class ChangesTests {

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

        private void update(EntityManager em, BiConsumer<EntityManager, Account> change) {
            Account unused =
                    joined(em).update(Account.class, 1L).expecting(1).apply(account -> change.accept(em, account));
        }

        private void updateAlone(BiConsumer<EntityManager, Account> change) {
            use(em -> update(em, change));
        }

        @Test
        void exceptionOfTheChangePassesAndNothingIsWritten() {
            Stop stop = new Stop();
            assertThatThrownBy(() -> versioning
                            .update(Account.class, 1L)
                            .expecting(1)
                            .apply(account -> {
                                account.change(owned("half"));
                                throw stop;
                            }))
                    .isSameAs(stop);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void exceptionOfTheChangeLeavesATransactionOfTheCallersToTheCaller() {
            use(em -> {
                Account account = em.find(Account.class, 1L);
                assertThatThrownBy(() -> update(em, (same, changed) -> {
                            ByHand.setVersion(changed, 99L);
                            throw new Stop();
                        }))
                        .isInstanceOf(Stop.class);
                assertThat(account.version()).isEqualTo(1);
                assertThat(em.getTransaction().getRollbackOnly()).isFalse();
                joined(em).touch(Account.class, 2L).expecting(1).apply();
            });
            assertThat(version(1)).isEqualTo(1);
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void flushInsideTheChangeCountsAsItsWrite() {
            updateAlone((em, account) -> {
                account.change(owned("flushed"));
                em.flush();
            });
            assertThat(owner(1)).isEqualTo("flushed");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void flushInTheMiddleOfTheChangeIsRefusedAsItWouldAdvanceTwice() {
            assertThatThrownBy(() -> updateAlone((em, account) -> {
                        account.change(owned("first"));
                        em.flush();
                        account.change(owned("second"));
                    }))
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("flushed while it was changed");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void refreshInsideTheChangeIsNoWriteOfOurs() {
            assertThatThrownBy(() -> updateAlone((em, account) -> {
                        advance(1);
                        em.refresh(account);
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("Account 1: expected version 1, found 2");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void refusalThatTheChangeSwallowsIsNoSuccess() {
            assertThatThrownBy(() -> updateAlone((em, account) -> {
                        account.change(owned("mine"));
                        assertThatThrownBy(() -> joined(em)
                                        .update(Account.class, 2L)
                                        .expecting(1)
                                        .apply(other -> other.change(new AccountState("Bob", -5, null))))
                                .isInstanceOf(WriteRefusedException.class);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("can only be rolled back");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void callInsideTheChangeOfItsOwnRowIsRefused() {
            assertThatThrownBy(() -> use(em -> joined(em)
                            .update(Account.class, 1L)
                            .expecting(1)
                            .apply(account -> joined(em)
                                    .touch(Account.class, 1L)
                                    .expecting(1)
                                    .apply())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Account 1 is being changed by the call that this one is made in");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void callInsideTheChangeOfAnotherRowIsAWriteOfItsOwn() {
            use(em -> joined(em).update(Account.class, 1L).expecting(1).apply(account -> {
                joined(em).touch(Account.class, 2L).expecting(1).apply();
                account.change(owned("mine"));
            }));
            assertThat(version(1)).isEqualTo(2);
            assertThat(version(2)).isEqualTo(2);
            use(em -> joined(em).touch(Account.class, 1L).expecting(2).apply());
        }

        @Test
        void flushInsideTheChangeThatRunsIntoAnotherEntityIsThatEntitysConflict() {
            Account[] held = new Account[1];
            ConflictException failure = catchThrowableOfType(
                    ConflictException.class,
                    () -> updateAlone((em, account) -> {
                        held[0] = account;
                        account.change(owned("mine"));
                        em.find(Account.class, 2L).change(owned("other"));
                        advance(2);
                        try {
                            em.flush();
                        } finally {
                            assertThat(account.version()).isEqualTo(2);
                        }
                    }));
            assertThat(failure).hasMessage("Account 2: expected version 1, found 2");
            assertThat(held[0].version()).isEqualTo(1);
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void changeThatDetachesItsEntityIsRefusedAndWritesNothing() {
            assertThatThrownBy(() -> updateAlone((em, account) -> {
                        account.change(owned("lost"));
                        em.detach(account);
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Account 1 is no longer in the persistence context");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void changeThatClearsTheContextIsRefusedAndWritesNothing() {
            use(em -> {
                assertThatThrownBy(() -> update(em, (same, account) -> {
                            account.change(owned("lost"));
                            em.clear();
                        }))
                        .isInstanceOf(IllegalStateException.class);
            });
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void changeThatRemovesItsEntityIsRefusedAndDeletesNothing() {
            assertThatThrownBy(() -> updateAlone(EntityManager::remove))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("removed");
            assertThat(version(1)).isEqualTo(1);
            use(em -> {
                assertThatThrownBy(() -> update(em, EntityManager::remove)).isInstanceOf(IllegalStateException.class);
                assertThat(probe.count(sql -> sql.startsWith("delete"))).isZero();
                em.getTransaction().setRollbackOnly();
            });
        }

        @Test
        void entityThatIsScheduledForRemovalIsRefused() {
            use(em -> {
                em.remove(em.find(Account.class, 1L));
                assertThatThrownBy(() -> update(em, (same, account) -> account.change(owned("back"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Account 1 is removed");
                assertThatThrownBy(() -> joined(em)
                                .delete(Account.class, 1L)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(IllegalStateException.class);
                assertThat(em.getTransaction().getRollbackOnly()).isFalse();
            });
            assertThat(version(1)).isEqualTo(-1);
        }

        @Test
        void entityWhoseRemovalWasFlushedIsMissing() {
            use(em -> {
                em.remove(em.find(Account.class, 1L));
                em.flush();
                Conflict conflict = catchThrowableOfType(
                                ConflictException.class,
                                () -> update(em, (same, account) -> account.change(owned("back"))))
                        .conflict();
                assertThat(conflict.kind()).isEqualTo(Conflict.Kind.MISSING);
                assertThat(conflict.readFrom()).contains(Conflict.ReadFrom.OPEN_TRANSACTION);
            });
        }

        @Test
        void versionSetByHandCountsForNothing() {
            use(em -> {
                Account account = em.find(Account.class, 1L);
                ByHand.setVersion(account, 41L);
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                assertThat(account.version()).isEqualTo(2);
            });
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void versionSetByHandWithOtherChangesCountsForNothing() {
            use(em -> {
                Account account = em.find(Account.class, 1L);
                ByHand.setVersion(account, 41L);
                account.change(owned("mine"));
                update(em, (same, changed) -> ByHand.setVersion(changed, 77L));
                assertThat(account.version()).isEqualTo(2);
            });
            assertThat(owner(1)).isEqualTo("mine");
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void versionSetByHandOnAManagedEntityIsNotWhatASaveExpects() {
            advance(1);
            use(em -> {
                Account account = em.find(Account.class, 1L);
                ByHand.setVersion(account, 1L);
                account.change(owned("mine"));
                assertThat(joined(em).save(account).version()).isEqualTo(3);
            });
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void versionSetByHandToTheExpectedOneDoesNotPassForIt() {
            use(em -> {
                Account account = em.find(Account.class, 1L);
                ByHand.setVersion(account, 5L);
                assertThatThrownBy(() ->
                                joined(em).touch(Account.class, 1L).expecting(5).apply())
                        .hasMessage("Account 1: expected version 5, found 1");
                em.getTransaction().setRollbackOnly();
            });
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void readOnlySessionIsRefusedAsItWouldPassOverTheChange() {
            use(em -> {
                em.unwrap(Session.class).setDefaultReadOnly(true);
                assertThatThrownBy(() -> update(em, (same, account) -> account.change(owned("lost"))))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("Account 1 is read-only");
            });
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void readOnlyEntityIsRefused() {
            use(em -> {
                Session session = em.unwrap(Session.class);
                session.setReadOnly(em.find(Account.class, 1L), true);
                assertThatThrownBy(() -> update(em, (same, account) -> account.change(owned("lost"))))
                        .isInstanceOf(IllegalStateException.class);
                joined(em).touch(Account.class, 2L).expecting(1).apply();
            });
            assertThat(version(1)).isEqualTo(1);
            assertThat(version(2)).isEqualTo(2);
        }

        @Test
        void readOnlyTransactionIsRefusedBeforeAnythingIsWritten() {
            use(em -> {
                Session session = em.unwrap(Session.class);
                session.doWork(connection -> connection.setReadOnly(true));
                boolean told = session.doReturningWork(Connection::isReadOnly);
                if (told) {
                    assertThatThrownBy(() -> update(em, (same, account) -> account.change(owned("lost"))))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContaining("read-only");
                    em.getTransaction().setRollbackOnly();
                }
                assertThat(told).isEqualTo(isPostgres());
            });
            assertThat(version(1)).isEqualTo(1);
        }
    }
}
