package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.VersionOverflowException;
import io.versioning.VersionRequiredException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the library sends to the database, counted next to the same work without it. */
class StatementsTests {

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

        private List<String> statements(Runnable work) {
            probe.clear();
            work.run();
            return probe.statements();
        }

        private List<String> statementsOf(Consumer<EntityManager> work) {
            return statements(() -> use(work));
        }

        @Test
        void updateTakesWhatFindSetAndFlushTake() {
            List<String> bare = statementsOf(em -> {
                em.find(Account.class, 1L).change(owned("bare"));
                em.flush();
            });
            assertThat(statementsOf(em -> joined(em)
                            .update(Account.class, 2L)
                            .expecting(2)
                            .apply(account -> account.change(owned("ours")))))
                    .isEqualTo(bare)
                    .hasSize(2);
            assertThat(statements(() -> versioning
                            .update(Account.class, 2L)
                            .expecting(3)
                            .apply(account -> account.change(owned("again")))))
                    .isEqualTo(bare);
            assertThat(probe.commits()).isEqualTo(1);
            assertThat(probe.rollbacks()).isZero();
        }

        @Test
        void updateOfAManagedEntityTakesOneStatement() {
            List<String> ours = statementsOf(em -> {
                em.find(Account.class, 1L);
                probe.clear();
                joined(em).update(Account.class, 1L).expecting(2).apply(account -> account.change(owned("ours")));
            });
            assertThat(ours).hasSize(1);
        }

        @Test
        void insertReadTouchAndDeleteTakeWhatTheyTakeWithoutTheLibrary() {
            List<String> insert = statementsOf(em -> em.persist(account(3)));
            assertThat(statements(() -> versioning.insert(account(4)))).isEqualTo(insert);

            List<String> read = statementsOf(em -> em.find(Account.class, 1L));
            assertThat(statements(() -> versioning.read(Account.class, 1L))).isEqualTo(read);

            List<String> delete = statementsOf(em -> em.remove(em.find(Account.class, 3L)));
            assertThat(statements(() ->
                            versioning.delete(Account.class, 4L).expecting(1).apply()))
                    .isEqualTo(delete);

            assertThat(statements(() ->
                            versioning.touch(Account.class, 1L).expecting(2).apply()))
                    .hasSize(2);
        }

        @Test
        void saveOfADetachedEntityTakesWhatMergeTakes() {
            Account one = versioning.read(Account.class, 1L).orElseThrow();
            Account two = versioning.read(Account.class, 2L).orElseThrow();
            one.change(owned("bare"));
            two.change(owned("ours"));
            List<String> merge = statementsOf(em -> em.merge(one));
            assertThat(statements(() -> versioning.save(two))).isEqualTo(merge);
        }

        @Test
        void guardedWorkTakesNothingMore() {
            List<String> bare = statementsOf(em -> em.find(Account.class, 1L).change(owned("bare")));
            assertThat(statementsOf(em ->
                            joined(em).guarding(() -> em.find(Account.class, 2L).change(owned("ours")))))
                    .isEqualTo(bare);
        }

        @Test
        void conflictFoundByComparingTakesTwoMoreThanTheRead() {
            List<String> ours = statements(() -> assertThatThrownBy(() -> versioning
                            .update(Account.class, 1L)
                            .expecting(1)
                            .withCurrentState()
                            .apply(account -> account.change(owned("lost"))))
                    .isInstanceOf(ConflictException.class));
            assertThat(ours).hasSize(1 + 2);
        }

        @Test
        void conflictFoundByWritingTakesTwoMoreThanTheProviderDoes() {
            List<String> bare = statementsOf(em -> em.find(Account.class, 1L).change(owned("bare")));
            List<String> ours = statements(() -> assertThatThrownBy(() -> versioning
                            .update(Account.class, 2L)
                            .expecting(2)
                            .apply(account -> {
                                advance(2);
                                account.change(owned("ours"));
                            }))
                    .isInstanceOf(ConflictException.class));
            assertThat(ours).hasSize(bare.size() + 2).startsWith(bare.toArray(String[]::new));
        }

        private void requireRefusedUnsent(Class<? extends Throwable> expected, ThrowingCallable call) {
            probe.clear();
            assertThatThrownBy(call).isInstanceOf(expected);
            assertThat(probe.statements()).isEmpty();
        }

        @Test
        void badInputSendsNothing() {
            use(em -> {
                for (JpaVersioning any : List.of(versioning, joined(em))) {
                    requireRefusedUnsent(
                            VersionRequiredException.class,
                            () -> any.update(Account.class, 1L).expecting((Number) null));
                    requireRefusedUnsent(
                            VersionRequiredException.class,
                            () -> any.touch(Account.class, 1L).expecting(-1));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.delete(Account.class, null));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.update(Account.class, "1"));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.update(Account.class, 1.5));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.read(String.class, 1L));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.insert("no entity"));
                    requireRefusedUnsent(IllegalArgumentException.class, () -> any.save("no entity"));
                    requireRefusedUnsent(NullPointerException.class, () -> any.insert(null));
                    requireRefusedUnsent(
                            NullPointerException.class,
                            () -> any.update(Account.class, 1L).expecting(1).apply(null));
                    requireRefusedUnsent(
                            VersionOverflowException.class,
                            () -> any.touch(Account.class, 1L)
                                    .expecting(Long.MAX_VALUE)
                                    .apply());
                }
            });
        }

        @Test
        void callOutsideOfATransactionSendsNothing() {
            try (EntityManager em = unit.createEntityManager()) {
                JpaVersioning joined = joined(em);
                requireRefusedUnsent(
                        IllegalStateException.class,
                        () -> joined.touch(Account.class, 1L).expecting(2).apply());
                requireRefusedUnsent(IllegalStateException.class, () -> joined.insert(account(9)));
                requireRefusedUnsent(IllegalStateException.class, () -> joined.read(Account.class, 1L));
                requireRefusedUnsent(IllegalStateException.class, () -> joined.guarding(() -> {}));
            }
        }

        @Test
        void guardingWithoutAnEntityManagerIsRefusedBeforeTheWorkIsDone() {
            requireRefusedUnsent(
                    IllegalStateException.class,
                    () -> versioning.guarding(() -> {
                        throw new AssertionError("done");
                    }));
        }
    }
}
