package io.versioning.jpa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.RetryPolicy;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes wrong once a transaction has ended takes nothing back of what is known by then. */
class AfterCommitTests {

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
        void insertRow() {
            stored(1);
        }

        @AfterEach
        void allOfItHasHappened() {
            probe.requireAllHappened();
        }

        private static SQLException lost() {
            return new SQLException("lost", "08006");
        }

        /** Hibernate gives the connection back inside of its commit, and does not say what has failed. */
        @Test
        void committedUpdateIsNotToldAsFailed() {
            probe.onClose().throwAfter(lost());
            assertThatThrownBy(() ->
                            versioning.touch(Account.class, 1L).expecting(1).apply())
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(version(1)).isEqualTo(2);
        }

        @Test
        void committedUpdateIsNotRetried() {
            probe.onClose().nth(2).throwAfter(lost()); // the first one belongs to the read
            assertThatThrownBy(() -> versioning
                            .retrying(RetryPolicy.attempts(3).pausing(Duration.ZERO, Duration.ZERO))
                            .update(
                                    Account.class,
                                    1L,
                                    account ->
                                            account.change(owned(account.state().owner() + "+"))))
                    .isInstanceOf(OutcomeUnknownException.class);
            assertThat(owner(1)).isEqualTo(account(1).state().owner() + "+");
        }

        @Test
        void conflictIsToldWhereItsTransactionCouldNotBeRolledBack() {
            probe.onRollback().throwInstead(lost());
            assertThatThrownBy(() ->
                            versioning.touch(Account.class, 1L).expecting(7).apply())
                    .isInstanceOf(ConflictException.class);
        }

        @Test
        void conflictIsToldWhereTheEndOfItsReadFails() {
            probe.onRollback().nth(2).throwInstead(lost());
            assertThatThrownBy(() ->
                            versioning.touch(Account.class, 1L).expecting(7).apply())
                    .isInstanceOf(ConflictException.class);
        }

        @Test
        void readGivesItsAnswerThoughItsEndFails() {
            probe.onRollback().throwInstead(lost());
            assertThat(versioning.read(Account.class, 1L)).isPresent();
        }
    }
}
