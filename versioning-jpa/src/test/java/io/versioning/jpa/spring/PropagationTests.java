package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.jpa.JpaVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.NestedTransactionNotSupportedException;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions inside of transactions; the pool has two connections, as two transactions at a time need them. */
class PropagationTests {

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
            super(kind, 2);
        }

        @Test
        void aNewTransactionHasItsOwnEntityManager() {
            assertThatThrownBy(() -> service.call(() -> {
                        Portfolio outer = renamed(1, "Q4");
                        Portfolio inner = service.callAnew(() -> renamed(2, "Shares"));
                        assertThat(em.contains(outer)).isTrue();
                        assertThat(em.contains(inner)).isFalse();
                        throw new IllegalArgumentException("the outer one fails");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(2)).isEqualTo("Shares 2");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L, 2L);
        }

        @Test
        void aNewTransactionThatFailsLeavesTheOuterOneToGoOn() {
            meanwhileRenamed(2, "Bob");
            service.call(() -> {
                renamed(1, "Q4");
                assertThatThrownBy(() -> service.callAnew(() -> renamed(2, "Shares")))
                        .isInstanceOf(ConflictException.class);
                return versioning.touch(Portfolio.class, 1).expecting(2).apply();
            });
            assertThat(row(1)).isEqualTo("Q4 3");
            assertThat(row(2)).isEqualTo("Bob 2");
        }

        @Test
        void aNewTransactionThatIsRolledBackGivesBackItsVersionsOnly() {
            service.call(() -> {
                renamed(1, "Q4");
                assertThatThrownBy(() -> service.callAnew(() -> {
                            renamed(2, "Shares");
                            throw new IllegalArgumentException("the inner one fails");
                        }))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(written).extracting(Portfolio::version).containsExactly(2L, 1L);
                return true;
            });
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(row(2)).isEqualTo("Bonds 1");
        }

        @Test
        void theInnerOneMayBeTheFasterOne() {
            assertThatThrownBy(() -> service.call(() -> {
                        versioning.read(Portfolio.class, 1).orElseThrow();
                        service.callAnew(() -> renamed(1, "Q4"));
                        return renamed(1, "Q5");
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("expected version 1, found 2");
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(written).extracting(Portfolio::version).containsExactly(2L);
        }

        @Test
        void aWriteOfTheFactorysIsCommittedWhateverBecomesOfTheTransaction() {
            JpaVersioning owning = JpaVersioning.over(unit);
            assertThatThrownBy(() -> service.call(() -> {
                        renamed(1, "Q4");
                        Portfolio own = owning.update(Portfolio.class, 2)
                                .expecting(1)
                                .apply(portfolio -> portfolio.rename("Shares"));
                        assertThat(own.version()).isEqualTo(2);
                        assertThat(row(2)).isEqualTo("Shares 2");
                        throw new IllegalArgumentException("the service fails");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(2)).isEqualTo("Shares 2");
        }

        /** Spring has no savepoints on Hibernate, and says so before anything is written. */
        @Test
        void aNestedTransactionIsRefusedBySpring() {
            service.call(() -> {
                assertThatThrownBy(() -> service.callNested(() -> renamed(2, "Shares")))
                        .isInstanceOf(NestedTransactionNotSupportedException.class);
                return renamed(1, "Q4");
            });
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(row(2)).isEqualTo("Bonds 1");
        }

        @Test
        void twoTransactionsOfATemplateGetTheirOwnEntityManagers() {
            TransactionTemplate anew = new TransactionTemplate(transactions());
            anew.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
            transaction.executeWithoutResult(outer -> {
                renamed(1, "Q4");
                anew.executeWithoutResult(inner -> {
                    renamed(2, "Shares");
                    inner.setRollbackOnly();
                });
            });
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(row(2)).isEqualTo("Bonds 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(2L, 1L);
        }
    }
}
