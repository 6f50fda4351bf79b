package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.orm.jpa.EntityManagerHolder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** An entity manager that outlives its transactions, and plain JDBC in the transaction of an entity manager. */
class BesideOtherAccessTests {

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

        /** As a filter or interceptor does around a request: "open session in view". */
        private void inView(Runnable request) {
            EntityManager view = unit.createEntityManager();
            TransactionSynchronizationManager.bindResource(unit, new EntityManagerHolder(view));
            try {
                request.run();
            } finally {
                TransactionSynchronizationManager.unbindResource(unit);
                view.close();
            }
        }

        @Test
        void transactionsOfOneViewShareItsObjects() {
            inView(() -> {
                Portfolio seen = repository.findById(1L).orElseThrow();
                assertThat(service.rename(1, 1, "Q4")).isSameAs(seen);
                assertThat(service.rename(1, 2, "Q5").version()).isEqualTo(3);
            });
            assertThat(row(1)).isEqualTo("Q5 3");
        }

        @Test
        void aViewAloneIsNoTransaction() {
            inView(() -> assertThatThrownBy(() -> service.renameWithoutTransaction(1, 1, "Q4"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("no transaction"));
            assertThat(row(1)).isEqualTo("Q3 1");
        }

        @Test
        void anOldObjectInAViewIsNotTakenForTheRow() {
            inView(() -> {
                repository.findById(1L).orElseThrow();
                meanwhileRenamed(1, "Bob");
                assertThatThrownBy(() -> service.rename(1, 1, "Q4")).isInstanceOf(ConflictException.class);
                assertThat(service.rename(1, 2, "Q4 after Bob").version()).isEqualTo(3);
            });
            assertThat(row(1)).isEqualTo("Q4 after Bob 3");
        }

        @Test
        void aRollbackInAViewGivesTheObjectItsVersionBack() {
            inView(() -> {
                Portfolio seen = repository.findById(1L).orElseThrow();
                transaction.executeWithoutResult(status -> {
                    renamed(1, "Q4");
                    status.setRollbackOnly();
                });
                assertThat(seen.version()).isEqualTo(1);
            });
            assertThat(row(1)).isEqualTo("Q3 1");
        }

        @Test
        void afterARollbackInAViewTheRowCanBeWritten() {
            inView(() -> {
                repository.findById(1L).orElseThrow();
                transaction.executeWithoutResult(status -> {
                    renamed(1, "Q4");
                    status.setRollbackOnly();
                });
                assertThat(service.rename(1, 1, "Q5").version()).isEqualTo(2);
            });
            assertThat(row(1)).isEqualTo("Q5 2");
        }

        @Test
        void afterARollbackInAViewNothingIsWrittenOver() {
            inView(() -> {
                repository.findById(1L).orElseThrow();
                transaction.executeWithoutResult(status -> {
                    renamed(1, "Q4");
                    status.setRollbackOnly();
                });
                meanwhileRenamed(1, "Bob");
                assertThatThrownBy(() -> service.rename(1, 1, "Q5")).isInstanceOf(ConflictException.class);
            });
            assertThat(row(1)).isEqualTo("Bob 2");
        }

        private GuardedTable onTheConnectionOfTheTransaction() {
            Connection connection = DataSourceUtils.getConnection(pool);
            return JdbcVersioning.over(pool).table("portfolio", "id").within(connection);
        }

        @Test
        void plainJdbcIsInTheSameTransaction() {
            service.call(() -> {
                renamed(1, "Q4");
                GuardedTable portfolios = onTheConnectionOfTheTransaction();
                assertThat(portfolios.read(1L).orElseThrow().version()).isEqualTo(2);
                return portfolios.update(2L).expecting(1).set("name", "Shares").apply();
            });
            assertThat(row(1)).isEqualTo("Q4 2");
            assertThat(row(2)).isEqualTo("Shares 2");
        }

        @Test
        void plainJdbcIsRolledBackWithIt() {
            transaction.executeWithoutResult(status -> {
                renamed(1, "Q4");
                long version = onTheConnectionOfTheTransaction()
                        .update(2L)
                        .expecting(1)
                        .set("name", "Shares")
                        .apply();
                assertThat(version).isEqualTo(2);
                status.setRollbackOnly();
            });
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(row(2)).isEqualTo("Bonds 1");
        }

        @Test
        void whatTheTemplateHasWrittenIsSeen() {
            assertThatThrownBy(() -> service.call(() -> {
                        new JdbcTemplate(pool).update("update portfolio set version = version + 1 where id = 1");
                        return renamed(1, "Q4");
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("expected version 1, found 2");
            assertThat(row(1)).isEqualTo("Q3 1");
        }
    }
}
