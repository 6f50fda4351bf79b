package io.versioning.jpa.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.*;
import io.versioning.jpa.*;
import io.versioning.jpa.attack.Attacked.*;
import io.versioning.testkit.fixture.*;
import java.util.concurrent.atomic.*;
import java.util.function.*;
import org.hibernate.Interceptor;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Entities that are written again when the library commits. */
class WrittenAgainTests {

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

    abstract static class Cases extends OnAttack {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private static Object sessionOf(org.hibernate.event.spi.PostUpdateEvent event) {
            try {
                return event.getClass().getMethod("getSession").invoke(event);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @AfterEach
        void calm() {
            Restless.afterUpdate = restless -> {};
        }

        @Test
        void staleRowThatACallbackHasChangedIsNoUnknownOutcome() {
            versioning.insert(new Restless(1));
            Root root = new Root(5);
            versioning.insert(root);
            Restless.afterUpdate = restless -> {
                if (restless.id == 1) {
                    throw new IllegalStateException("the callback's own");
                }
            };
            Throwable told = catchThrowable(
                    () -> versioning.update(Restless.class, 1).expecting(1).apply(r -> r.name = "mine"));
            assertThat(told).hasMessage("the callback's own");
            assertThat(number("select version from Restless")).isEqualTo(1);
        }

        @Test
        void whatStopsTheCommitBeforeItIsSentIsNotUnknown() {
            versioning.insert(new Plain(1));
            unit.unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                    .getEventEngine()
                    .getListenerRegistry()
                    .getEventListenerGroup(org.hibernate.event.spi.EventType.FLUSH_ENTITY)
                    .appendListener(event -> {
                        if (event.getEntity() instanceof Plain plain && plain.getVersion() == 2L) {
                            throw new IllegalStateException("not today");
                        }
                    });
            probe.clear();
            Throwable told = catchThrowable(
                    () -> versioning.update(Plain.class, 1).expecting(1).apply(p -> p.name = "mine"));
            assertThat(probe.commits()).isEqualTo(0);
            assertThat(number("select version from Plain")).isEqualTo(1);
            assertThat(told).isNotInstanceOf(OutcomeUnknownException.class);
        }

        /** What marks a transaction as one that can only be rolled back, without telling: a callback, or a listener. */
        @Test
        void rollbackOnlyOfOurOwnIsNotToldAsCommitted() {
            versioning.insert(new Plain(1));
            Interceptor marking = new Interceptor() {
                @Override
                public void beforeTransactionCompletion(org.hibernate.Transaction tx) {}

                @Override
                public void postFlush(java.util.Iterator<Object> entities) {}
            };
            SessionFactory bare = nativeUnit(database.dataSource());
            bare.unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                    .getEventEngine()
                    .getListenerRegistry()
                    .getEventListenerGroup(org.hibernate.event.spi.EventType.POST_UPDATE)
                    .appendListener(new org.hibernate.event.spi.PostUpdateEventListener() {
                        @Override
                        public void onPostUpdate(org.hibernate.event.spi.PostUpdateEvent event) {
                            ((org.hibernate.SharedSessionContract) sessionOf(event))
                                    .getTransaction()
                                    .setRollbackOnly();
                        }

                        @Override
                        public boolean requiresPostCommitHandling(org.hibernate.persister.entity.EntityPersister p) {
                            return false;
                        }
                    });
            Throwable told = catchThrowable(() -> JpaVersioning.over(bare)
                    .withoutListeners()
                    .update(Plain.class, 1)
                    .expecting(1)
                    .apply(p -> p.name = "mine"));
            assertThat(number("select version from Plain")).isEqualTo(told == null ? 2 : 1);
        }

        @Test
        void rollbackOnlyOfOurOwnInJpaIsNotUnknown() {
            versioning.insert(new Plain(1));
            unit.unwrap(org.hibernate.engine.spi.SessionFactoryImplementor.class)
                    .getEventEngine()
                    .getListenerRegistry()
                    .getEventListenerGroup(org.hibernate.event.spi.EventType.POST_UPDATE)
                    .appendListener(new org.hibernate.event.spi.PostUpdateEventListener() {
                        @Override
                        public void onPostUpdate(org.hibernate.event.spi.PostUpdateEvent event) {
                            ((org.hibernate.SharedSessionContract) sessionOf(event))
                                    .getTransaction()
                                    .setRollbackOnly();
                        }

                        @Override
                        public boolean requiresPostCommitHandling(org.hibernate.persister.entity.EntityPersister p) {
                            return false;
                        }
                    });
            Throwable told = catchThrowable(
                    () -> versioning.update(Plain.class, 1).expecting(1).apply(p -> p.name = "mine"));
            assertThat(told).isNotInstanceOf(OutcomeUnknownException.class);
        }
    }
}
