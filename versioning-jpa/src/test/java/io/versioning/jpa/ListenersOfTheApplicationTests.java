package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.service.spi.EventListenerRegistry;
import org.hibernate.event.spi.EventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Event listeners and callbacks of the application's, which Hibernate calls in the middle of a guarded write. */
class ListenersOfTheApplicationTests {

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

        @Override
        List<Class<?>> entities() {
            return List.of(Restless.class);
        }

        @Override
        List<String> schema() {
            return Restless.SCHEMA;
        }

        @BeforeEach
        void insertRow() {
            stored(1);
        }

        @AfterEach
        void calm() {
            Restless.calm();
        }

        private EventListenerRegistry listeners() {
            return unit.unwrap(SessionFactoryImplementor.class).getEventEngine().getListenerRegistry();
        }

        @Test
        void vetoedUpdateIsNoSuccess() {
            listeners().getEventListenerGroup(EventType.PRE_UPDATE).appendListener(event -> true);
            assertThatThrownBy(() -> versioning
                            .update(Account.class, 1L)
                            .expecting(1)
                            .apply(account -> account.change(owned("mine"))))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("Account 1 was not written: an event listener of the application's has vetoed that");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void vetoedInsertIsNoSuccess() {
            listeners().getEventListenerGroup(EventType.PRE_INSERT).appendListener(event -> true);
            assertThatThrownBy(() -> versioning.insert(account(2)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("vetoed");
            assertThat(version(2)).isEqualTo(-1);
        }

        @Test
        void vetoedDeleteIsNoSuccess() {
            listeners().getEventListenerGroup(EventType.PRE_DELETE).appendListener(event -> true);
            assertThatThrownBy(() ->
                            versioning.delete(Account.class, 1L).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("vetoed");
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void vetoThatTheTransactionOutlivesIsNotCommitted() {
            listeners().getEventListenerGroup(EventType.PRE_UPDATE).appendListener(event -> true);
            use(em -> {
                assertThatThrownBy(() -> joined(em)
                                .update(Account.class, 1L)
                                .expecting(1)
                                .apply(account -> account.change(owned("mine"))))
                        .isInstanceOf(IllegalStateException.class);
                assertThat(em.getTransaction().getRollbackOnly()).isTrue();
            });
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void callbackThatWritesThroughTheEntityManagerThatIsFlushedIsRefused() {
            EntityManager em = unit.createEntityManager();
            try {
                em.getTransaction().begin();
                Restless.afterUpdate(restless ->
                        joined(em).touch(Account.class, 1L).expecting(1).apply());
                assertThatThrownBy(() -> joined(em)
                                .update(Restless.class, 1L)
                                .expecting(1)
                                .apply(restless -> restless.writes = 1))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("is being flushed");
                em.getTransaction().rollback();
            } finally {
                em.close();
            }
            assertThat(version(1)).isEqualTo(1);
        }

        @Test
        void callbackThatWritesThroughAnotherEntityManagerDoesNotChangeWhichRowIsNamed() {
            listeners().getEventListenerGroup(EventType.PRE_UPDATE).appendListener(event -> {
                if (event.getEntity() instanceof Account) {
                    use(em -> em.find(Restless.class, 1L).writes++);
                }
                return false;
            });
            assertThatThrownBy(() -> versioning
                            .update(Account.class, 1L)
                            .expecting(1)
                            .apply(account -> account.change(new AccountState("Ada", -5, null))))
                    .isInstanceOf(WriteRefusedException.class)
                    .hasMessageStartingWith("Account 1: ");
        }
    }
}
