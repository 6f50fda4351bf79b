package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.RetryPolicy;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Race;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Updates that load and decide anew. */
class RetryingTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class OnH2 extends Contract {
        OnH2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class OnPostgres extends Contract {
        OnPostgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Contract {

        private static final RetryPolicy WITHOUT_PAUSE = RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO);

        private final DatabaseKind kind;
        private final AccountMapping mapping = new AccountMapping();
        private TestDatabase database;
        private EntityManagerFactory unit;
        private JpaVersioning versioning;

        Contract(DatabaseKind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            database = kind.open();
            database.execute(mapping.schema(kind).toArray(String[]::new));
            unit = mapping.unit(database.dataSource());
            versioning = JpaVersioning.over(unit).withoutListeners();
            versioning.insert(new Account(1, new AccountState("Ada", 0, null)));
        }

        @AfterEach
        void close() {
            unit.close();
            database.close();
        }

        @Test
        void decidesAnewOnAFreshlyLoadedEntity() {
            AtomicInteger attempts = new AtomicInteger();
            Account written = versioning.retrying(WITHOUT_PAUSE).update(Account.class, 1, account -> {
                if (attempts.incrementAndGet() == 1) {
                    database.execute("update account set balance = 10, version = version + 1 where id = 1");
                }
                account.change(new AccountState("Ada", account.state().balance() + 1, null));
            });

            assertThat(attempts).hasValue(2);
            assertThat(written.state().balance()).isEqualTo(11);
            assertThat(written.version()).isEqualTo(3);
        }

        @Test
        void nothingIsLostHoweverManyCountAtOnce() {
            List<Result<Long>> results = Race.of(
                    8,
                    index -> versioning
                            .retrying(50)
                            .update(
                                    Account.class,
                                    1,
                                    account -> account.change(new AccountState(
                                            "Ada", account.state().balance() + 1, null)))
                            .version());

            assertThat(results).allMatch(Result::isReturned);
            Account stored = versioning.read(Account.class, 1).orElseThrow();
            assertThat(stored.state().balance()).isEqualTo(8);
            assertThat(stored.version()).isEqualTo(9);
        }

        @Test
        void conflictOfAnotherRowThatTheChangeItselfRunsIntoEndsTheAttempts() {
            versioning.insert(new Account(2, AccountState.numbered(2)));
            database.execute("update account set version = 2 where id = 2");
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> versioning.retrying(WITHOUT_PAUSE).update(Account.class, 1, account -> {
                        attempts.incrementAndGet();
                        versioning.touch(Account.class, 2).expecting(1).apply();
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageStartingWith("Account 2: ");
            assertThat(attempts).hasValue(1);
        }

        @Test
        void attemptsAreUsedUpInTheEnd() {
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> versioning.retrying(WITHOUT_PAUSE).update(Account.class, 1, account -> {
                        attempts.incrementAndGet();
                        database.execute("update account set version = version + 1 where id = 1");
                        account.change(AccountState.numbered(7));
                    }))
                    .isInstanceOfSatisfying(ConflictException.class, conflict -> {
                        assertThat(conflict.conflict().kind()).isEqualTo(Conflict.Kind.STALE);
                        assertThat(conflict.getSuppressed()).hasSize(1);
                    });
            assertThat(attempts).hasValue(3);
        }

        @Test
        void rowThatIsGoneIsNotTriedAgain() {
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> versioning.retrying(WITHOUT_PAUSE).update(Account.class, 1, account -> {
                        attempts.incrementAndGet();
                        database.execute("delete from account where id = 1");
                        account.change(AccountState.numbered(7));
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(attempts).hasValue(1);
        }

        @Test
        void rowThatWasNeverThereIsNoConflict() {
            assertThatThrownBy(() -> versioning.retrying(3).update(Account.class, 2, account -> {}))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("Account 2: there is no such row");
        }

        @Test
        void refusedValuesAreNotTriedAgain() {
            AtomicInteger attempts = new AtomicInteger();
            assertThatThrownBy(() -> versioning.retrying(WITHOUT_PAUSE).update(Account.class, 1, account -> {
                        attempts.incrementAndGet();
                        account.change(AccountState.refused());
                    }))
                    .isInstanceOf(WriteRefusedException.class);
            assertThat(attempts).hasValue(1);
        }

        @Test
        void transactionOfTheCallersIsRefused() {
            try (EntityManager em = unit.createEntityManager()) {
                em.getTransaction().begin();
                assertThatThrownBy(() -> JpaVersioning.over(em).retrying(3)).isInstanceOf(IllegalStateException.class);
                em.getTransaction().rollback();
            }
        }
    }
}
