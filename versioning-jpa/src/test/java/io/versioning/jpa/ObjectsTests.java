package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StaleStateException;
import org.hibernate.StatelessSession;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.internal.DefaultAutoFlushEventListener;
import org.hibernate.event.internal.DefaultFlushEventListener;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the caller's objects carry after a write that failed or was rolled back: no version that was not committed. */
class ObjectsTests {

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
            LongStream.rangeClosed(1, 3).forEach(this::stored);
        }

        private void rollBack(Consumer<EntityManager> work) {
            use(em -> {
                work.accept(em);
                em.getTransaction().setRollbackOnly();
            });
        }

        @Test
        void bareProviderOverwritesWithAnObjectOfARolledBackFlush() {
            Account object = answer(em -> em.find(Account.class, 1L));
            rollBack(em -> {
                Account managed = em.merge(object);
                managed.change(owned("rolled back"));
                em.flush();
                ByHand.setVersion(object, managed.version());
            });
            advance(1);
            object.change(owned("mine"));

            use(em -> em.merge(object));
            assertThat(owner(1)).isEqualTo("mine");
        }

        /** Flushes as the provider does, without the library on the class path. */
        private void withoutTheLibrary() {
            EventListenerRegistry listeners = unit.unwrap(SessionFactoryImplementor.class)
                    .getEventEngine()
                    .getListenerRegistry();
            listeners.setListeners(EventType.FLUSH, new DefaultFlushEventListener());
            listeners.setListeners(EventType.AUTO_FLUSH, new DefaultAutoFlushEventListener());
        }

        @Test
        void bareProviderLeavesTheVersionOfARolledBackFlushInTheObject() {
            withoutTheLibrary();
            Account[] held = new Account[1];
            rollBack(em -> {
                held[0] = em.find(Account.class, 1L);
                held[0].change(owned("rolled back"));
                em.flush();
            });
            assertThat(held[0].version()).isEqualTo(2);
            advance(1);

            use(em -> em.merge(held[0]));
            assertThat(owner(1)).isEqualTo("rolled back");
        }

        @Test
        void objectOfARolledBackUpdateConflictsOnceAnotherWriterHasCommittedThatNumber() {
            Account[] held = new Account[1];
            rollBack(em -> {
                held[0] = joined(em)
                        .update(Account.class, 1L)
                        .expecting(1)
                        .apply(account -> account.change(owned("rolled back")));
                assertThat(held[0].version()).isEqualTo(2);
            });
            assertThat(held[0].version()).isEqualTo(1);
            advance(1);

            assertThatThrownBy(() -> versioning.save(held[0]))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("Account 1: expected version 1, found 2");
            assertThat(owner(1)).isNotEqualTo("rolled back");
        }

        @Test
        void objectOfARolledBackUpdateCanBeSavedWhereNobodyElseWrote() {
            Account[] held = new Account[1];
            rollBack(em ->
                    held[0] = joined(em).touch(Account.class, 1L).expecting(1).apply());
            held[0].change(owned("again"));
            assertThat(versioning.save(held[0]).version()).isEqualTo(2);
            assertThat(owner(1)).isEqualTo("again");
        }

        @Test
        void objectThatAGuardedFlushWroteAlongGetsItsVersionBackToo() {
            Account[] along = new Account[1];
            rollBack(em -> {
                along[0] = em.find(Account.class, 2L);
                along[0].change(owned("along"));
                joined(em).touch(Account.class, 1L).expecting(1).apply();
                assertThat(along[0].version()).isEqualTo(2);
            });
            assertThat(along[0].version()).isEqualTo(1);
        }

        @Test
        void objectThatWasDetachedAfterItsWriteGetsItsVersionBackToo() {
            Account[] held = new Account[1];
            rollBack(em -> {
                held[0] = joined(em).touch(Account.class, 1L).expecting(1).apply();
                em.clear();
            });
            assertThat(held[0].version()).isEqualTo(1);
        }

        @Test
        void objectWrittenTwiceInOneTransactionGetsTheCommittedVersionBack() {
            Account[] held = new Account[1];
            rollBack(em -> {
                held[0] = joined(em).touch(Account.class, 1L).expecting(1).apply();
                joined(em).touch(Account.class, 1L).expecting(2).apply();
                held[0].change(owned("mine"));
                em.flush();
                assertThat(held[0].version()).isEqualTo(4);
            });
            assertThat(held[0].version()).isEqualTo(1);
        }

        @Test
        void objectsOfABatchOfWhichOneIsStaleHaveTheirVersionsBackAtOnce() {
            use(em -> {
                List<Account> all = em.createQuery("select a from Account a order by a.id", Account.class)
                        .getResultList();
                all.forEach(account -> account.change(owned("mine")));
                advance(2);
                assertThatThrownBy(() -> joined(em).guarding(em::flush)).isInstanceOf(ConflictException.class);
                assertThat(all).extracting(Account::version).containsExactly(1L, 1L, 1L);
                assertThat(em.getTransaction().getRollbackOnly()).isTrue();
                em.getTransaction().rollback();
                assertThat(all).extracting(Account::version).containsExactly(1L, 1L, 1L);
                em.getTransaction().begin();
            });
            assertThat(LongStream.rangeClosed(1, 3).map(this::version)).containsExactly(1L, 2L, 1L);
        }

        @Test
        void transactionsOnOneSessionAreJudgedEachByItself() {
            try (Session session = unit.unwrap(SessionFactory.class).openSession()) {
                session.beginTransaction();
                Account account =
                        joined(session).touch(Account.class, 1L).expecting(1).apply();
                session.getTransaction().commit();
                assertThat(account.version()).isEqualTo(2);

                session.beginTransaction();
                joined(session).touch(Account.class, 1L).expecting(2).apply();
                assertThat(account.version()).isEqualTo(3);
                session.getTransaction().rollback();
                assertThat(account.version()).isEqualTo(2);

                session.beginTransaction();
                Account again = joined(session).save(account);
                session.getTransaction().commit();
                assertThat(again.version()).isEqualTo(3);
                assertThat(account.version()).isEqualTo(2);
            }
            assertThat(version(1)).isEqualTo(3);
        }

        @Test
        void failedTransactionOnASessionLeavesTheNextOneClean() {
            try (Session session = unit.unwrap(SessionFactory.class).openSession()) {
                session.beginTransaction();
                session.find(Account.class, 2L).change(AccountState.refused());
                assertThatThrownBy(() -> joined(session)
                                .touch(Account.class, 1L)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(WriteRefusedException.class);
                assertThatThrownBy(() -> joined(session)
                                .touch(Account.class, 1L)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("only be rolled back");
                session.getTransaction().rollback();

                session.beginTransaction();
                joined(session).touch(Account.class, 1L).expecting(1).apply();
                session.getTransaction().commit();
            }
            assertThat(version(1)).isEqualTo(2);
            assertThat(version(2)).isEqualTo(1);
        }

        @Test
        void commitWhoseAnswerIsLostGivesTheVersionBack() {
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            Account[] held = new Account[1];
            Throwable lost = catchThrowable(() -> use(em ->
                    held[0] = joined(em).touch(Account.class, 1L).expecting(1).apply()));
            assertThat(lost).isNotNull();
            assertThat(held[0].version()).isEqualTo(1);
            assertThat(version(1)).isEqualTo(2);
            assertThatThrownBy(() -> versioning.save(held[0])).hasMessage("Account 1: expected version 1, found 2");
        }

        @Test
        void commitOfOurOwnWhoseAnswerIsLostIsUnknown() {
            probe.onCommit().throwAfter(new SQLException("cut", "08006"));
            assertThatThrownBy(() ->
                            versioning.touch(Account.class, 1L).expecting(1).apply())
                    .isInstanceOf(OutcomeUnknownException.class)
                    .hasMessageContaining("Account 1");
        }

        @Test
        void objectThatLosesItsRowIsNotInsertedAgainBySave() {
            Account held = versioning.read(Account.class, 1L).orElseThrow();
            delete(1);
            assertThatThrownBy(() -> versioning.save(held)).isInstanceOf(ConflictException.class);
            assertThat(version(1)).isEqualTo(-1);
        }

        @Test
        void bareStatelessSessionLeavesTheVersionOfAFailedUpdateInTheObject() {
            Account held = versioning.read(Account.class, 1L).orElseThrow();
            advance(1);
            try (StatelessSession stateless = unit.unwrap(SessionFactory.class).openStatelessSession()) {
                stateless.beginTransaction();
                assertThat(catchThrowable(() -> stateless.update(held)))
                        .satisfiesAnyOf(
                                failure -> assertThat(failure).isInstanceOf(StaleStateException.class),
                                failure -> assertThat(failure).isInstanceOf(OptimisticLockException.class));
                stateless.getTransaction().rollback();
            }
            assertThat(held.version()).isEqualTo(2);
            assertThat(Stream.of(version(1))).containsExactly(2L);
        }
    }
}
