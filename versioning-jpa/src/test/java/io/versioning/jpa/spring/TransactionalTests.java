package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.hibernate.engine.spi.SessionImplementor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.orm.jpa.SharedEntityManagerCreator;

/** A guarded write is a part of Spring's transaction, and of no other. */
class TransactionalTests {

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

    abstract static class Cases extends OnSpring {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void isCommittedWithIt() {
            assertThat(service.rename(1, 1, "Q4").version()).isEqualTo(2);
            assertThat(row(1)).isEqualTo("Q4 2");
        }

        @Test
        void isSeenInItAndNowhereElseBefore() {
            service.call(() -> {
                renamed(1, "Q4");
                assertThat(repository.findById(1L).orElseThrow().name()).isEqualTo("Q4");
                assertThat(row(1)).isEqualTo("Q3 1");
                return true;
            });
            assertThat(row(1)).isEqualTo("Q4 2");
        }

        @Test
        void hasAnEntityManagerHoweverThatWasInjected() {
            assertThat(store.rename(1, 1, "by annotation").version()).isEqualTo(2);
            JpaVersioning created = JpaVersioning.over(SharedEntityManagerCreator.createSharedEntityManager(unit));
            service.call(() -> created.touch(Portfolio.class, 1).expecting(2).apply());
            transaction.execute(status ->
                    created.update(Portfolio.class, 1).expecting(3).apply(found -> found.rename("by template")));
            JpaVersioning asSession = JpaVersioning.over(
                    SharedEntityManagerCreator.createSharedEntityManager(unit, Map.of(), SessionImplementor.class));
            transaction.executeWithoutResult(status -> {
                written.add(
                        asSession.update(Portfolio.class, 1).expecting(4).apply(found -> found.rename("as session")));
                status.setRollbackOnly();
            });
            assertThat(row(1)).isEqualTo("by template 4");
            assertThat(written).extracting(Portfolio::version).containsExactly(4L);
        }

        @Test
        void insertsSavesTouchesAndDeletes() {
            Portfolio inserted = service.call(() -> versioning.insert(new Portfolio(3, "Shares")));
            assertThat(inserted.version()).isEqualTo(1);
            inserted.rename("Funds");
            assertThat(service.call(() -> versioning.save(inserted)).version()).isEqualTo(2);
            service.call(() -> versioning.touch(Portfolio.class, 3).expecting(2).apply());
            assertThat(row(3)).isEqualTo("Funds 3");
            service.call(() -> {
                versioning.delete(Portfolio.class, 3).expecting(3).apply();
                return true;
            });
            assertThat(row(3)).isNull();
        }

        @Test
        void isRolledBackByAnException() {
            Portfolio detached = read(1);
            Portfolio fresh = new Portfolio(3, "Shares");
            assertThatThrownBy(() -> service.call(() -> {
                        renamed(2, "Shares");
                        detached.rename("Q4");
                        written.add(versioning.save(detached));
                        versioning.insert(fresh);
                        throw new IllegalArgumentException("the service fails");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(2)).isEqualTo("Bonds 1");
            assertThat(row(3)).isNull();
            assertThat(written).extracting(Portfolio::version).containsExactly(1L, 1L);
            assertThat(detached.version()).isEqualTo(1);
            assertThat(fresh.getVersion()).isNull();
        }

        @Test
        void isRolledBackByTheStatus() {
            transaction.executeWithoutResult(status -> {
                renamed(1, "Q4");
                status.setRollbackOnly();
            });
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        @Test
        void isRolledBackByRule() {
            assertThatThrownBy(() -> service.callRollingBackForIo(() -> {
                        renamed(1, "Q4");
                        throw new IOException("no paper");
                    }))
                    .isInstanceOf(IOException.class);
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        @Test
        void isCommittedAfterACheckedExceptionThatNoRuleNames() {
            assertThatThrownBy(() -> service.callWithDefaultRules(() -> {
                        renamed(1, "Q4");
                        throw new IOException("no paper");
                    }))
                    .isInstanceOf(IOException.class);
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(written).extracting(Portfolio::version).containsExactly(2L);
        }

        @Test
        void anObjectThatWasRolledBackCanBeSavedAgain() {
            AtomicReference<Portfolio> object = new AtomicReference<>();
            transaction.executeWithoutResult(status -> {
                object.set(renamed(1, "Q4"));
                status.setRollbackOnly();
            });
            assertThat(service.call(() -> versioning.save(object.get())).version())
                    .isEqualTo(2);
            assertThat(row(1)).isEqualTo("Q4 2");
        }

        @Test
        void isRefusedWhereThereIsNone() {
            int before = pool.borrows();
            Portfolio fresh = new Portfolio(3, "Shares");
            assertThatThrownBy(() -> service.renameWithoutTransaction(1, 1, "Q4"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transaction")
                    .hasMessageContaining("@Transactional");
            assertThatThrownBy(() -> versioning.insert(fresh)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> versioning.save(fresh)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() ->
                            versioning.touch(Portfolio.class, 1).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() ->
                            versioning.delete(Portfolio.class, 1).expecting(1).apply())
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> versioning.read(Portfolio.class, 1)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> versioning.guarding(() -> repository.save(fresh)))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> service.callWithOrWithout(() -> renamed(1, "Q4")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transaction");
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(3)).isNull();
            assertThat(pool.borrows()).isEqualTo(before);
        }

        @Test
        void isRefusedWhereItIsSuspended() {
            service.call(() -> {
                assertThatThrownBy(() -> service.callOutside(() -> renamed(1, "Q4")))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("no transaction");
                return renamed(1, "Q5");
            });
            assertThat(row(1)).isEqualTo("Q5 2");
        }

        @Test
        void theRefusalIsTranslatedWhereSpringTranslates() {
            assertThatThrownBy(() -> store.renameWithoutTransaction(1, 1, "Q4"))
                    .isInstanceOf(InvalidDataAccessApiUsageException.class)
                    .hasMessageContaining("no transaction");
        }

        @Test
        void aDetachedVersionIsToldWithoutOne() {
            assertThat(versioning.version(read(1))).isEqualTo(1);
        }
    }
}
