package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.OutcomeUnknownException;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the library does to the connections that it borrows: it holds one at a time, and gives it back as it was. */
class ConnectionsTests {

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

        /** The rows, and what is asked for once: the table in the catalogue. */
        @BeforeEach
        void insertRows() {
            stored(1);
            stored(2);
            versioning.touch(Account.class, 1L).expecting(1).apply();
            versioning.touch(Account.class, 2L).expecting(1).apply();
        }

        @Test
        void oneConnectionSufficesAndComesBackAsItWasBorrowed() {
            try (LendingPool pool = database.pooled(1)) {
                EntityManagerFactory pooled = unit(pool, Map.of());
                JpaVersioning owning = JpaVersioning.over(pooled).withoutListeners();
                useAll(owning);
                assertThat(pool.borrowed()).isZero();
                answer(pooled, em -> {
                    useAll(joined(em));
                    return true;
                });
                pool.requireClean();
                assertThat(pool.violations()).isEmpty();
                assertThat(pool.nestedBorrows()).isZero();
            }
            assertThat(version(5)).isEqualTo(-1);
        }

        /** Everything once, conflicts last. */
        private void useAll(JpaVersioning any) {
            long version = any.version(any.read(Account.class, 1L).orElseThrow());
            any.update(Account.class, 1L).expecting(version).apply(account -> account.change(owned("pooled")));
            any.touch(Account.class, 1L).expecting(version + 1).apply();
            any.delete(Account.class, 5L).expecting(any.insert(account(5))).apply();
            assertThatThrownBy(() -> any.touch(Account.class, 5L).expecting(1).apply())
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> any.update(Account.class, 1L)
                            .expecting(version)
                            .withCurrentState()
                            .apply(account -> {}))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> any.update(Account.class, 2L)
                            .expecting(2)
                            .apply(account -> account.change(AccountState.refused())))
                    .isInstanceOf(WriteRefusedException.class);
        }

        private void requireClean(Consumer<JpaVersioning> work) {
            try (LendingPool pool = database.pooled(1)) {
                work.accept(
                        JpaVersioning.over(unit(probe.watch(pool), Map.of())).withoutListeners());
                pool.requireClean();
            }
        }

        @Test
        void connectionComesBackAfterTheDatabaseHasGivenUp() {
            requireClean(any -> {
                probe.onStatement("update account").throwInstead(new SQLException("given up", "40001"));
                assertThatThrownBy(
                                () -> any.touch(Account.class, 1L).expecting(2).apply())
                        .isInstanceOf(AttemptAbortedException.class);
            });
            probe.requireAllHappened();
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void connectionComesBackAfterAReadThatFailed() {
            requireClean(any -> {
                probe.onStatement("select a1_0").throwInstead(new SQLException("cancelled", "57014"));
                assertThatThrownBy(() -> any.read(Account.class, 1L)).isInstanceOf(AttemptAbortedException.class);
            });
            probe.requireAllHappened();
        }

        @Test
        void connectionComesBackAfterAConflictThatCouldNotBeRead() {
            requireClean(any -> {
                probe.onStatement("isolation").throwInstead(new SQLException("no", "42501"));
                assertThatThrownBy(
                                () -> any.touch(Account.class, 1L).expecting(1).apply())
                        .isInstanceOf(DatabaseException.class);
            });
            probe.requireAllHappened();
        }

        /** As Hibernate leaves it, which resets a connection only after a COMMIT that was answered. */
        @Test
        void connectionComesBackAfterACommitWithoutAnAnswer() {
            try (LendingPool pool = database.pooled(1)) {
                JpaVersioning any =
                        JpaVersioning.over(unit(probe.watch(pool), Map.of())).withoutListeners();
                probe.onCommit().throwAfter(new SQLException("cut", "08006"));
                assertThatThrownBy(
                                () -> any.touch(Account.class, 1L).expecting(2).apply())
                        .isInstanceOf(OutcomeUnknownException.class);
                assertThat(pool.borrowed()).isZero();
            }
        }
    }
}
