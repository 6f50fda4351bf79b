package io.versioning.jpa.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.Conflicts;
import io.versioning.WriteRefusedException;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.UnexpectedRollbackException;

/** What a conflict is to the caller of a transactional method, and to the transaction. */
class ConflictsTests {

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

        private static void isStale(Throwable thrown, Long actual) {
            assertThat(thrown).isInstanceOf(ConflictException.class);
            Conflict conflict = ((ConflictException) thrown).conflict();
            assertThat(conflict.entity()).isEqualTo("Portfolio");
            assertThat(conflict.id()).isEqualTo(1L);
            assertThat(conflict.kind()).isEqualTo(Conflict.Kind.STALE);
            assertThat(conflict.expected()).isEqualTo(1);
            assertThat(conflict.actual().getAsLong()).isEqualTo(actual);
        }

        /** The row is written by somebody else after it was compared: the flush finds it. */
        private Portfolio loseAtFlush() {
            return versioning.update(Portfolio.class, 1).expecting(1).apply(found -> {
                meanwhileRenamed(1, "Bob");
                found.rename("Q4");
            });
        }

        @Test
        void reachesTheCallerAsItIs() {
            meanwhileRenamed(1, "Bob");
            isStale(catchThrowable(() -> service.rename(1, 1, "Q4")), 2L);
            assertThat(row(1)).isEqualTo("Bob 2");
        }

        @Test
        void reachesTheCallerAsItIsWhereSpringTranslates() {
            meanwhileRenamed(1, "Bob");
            isStale(catchThrowable(() -> store.rename(1, 1, "Q4")), 2L);
        }

        @Test
        void ofARowThatIsGone() {
            meanwhile("delete from portfolio where id = 1");
            ConflictException gone = catchThrowableOfType(ConflictException.class, () -> service.rename(1, 1, "Q4"));
            assertThat(gone.conflict().kind()).isEqualTo(Conflict.Kind.MISSING);
        }

        @Test
        void rollsBackWhatWasWrittenBefore() {
            meanwhileRenamed(1, "Bob");
            assertThatThrownBy(() -> service.call(() -> {
                        renamed(2, "Shares");
                        return renamed(1, "Q4");
                    }))
                    .isInstanceOf(ConflictException.class);
            assertThat(row(2)).isEqualTo("Bonds 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        @Test
        void atTheFlushReachesTheCallerAndRollsBack() {
            isStale(
                    catchThrowable(() -> service.call(() -> {
                        renamed(2, "Shares");
                        return loseAtFlush();
                    })),
                    2L);
            assertThat(row(1)).isEqualTo("Bob 2");
            assertThat(row(2)).isEqualTo("Bonds 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        @Test
        void foundByComparingAndCaughtLeavesTheTransactionToGoOn() {
            meanwhileRenamed(1, "Bob");
            service.call(() -> {
                isStale(catchThrowable(() -> renamed(1, "Q4")), 2L);
                versioning.update(Portfolio.class, 1).expecting(2).apply(found -> found.rename("Q4 after Bob"));
                return renamed(2, "Shares");
            });
            assertThat(row(1)).isEqualTo("Q4 after Bob 3");
            assertThat(row(2)).isEqualTo("Shares 2");
        }

        @Test
        void atTheFlushAndCaughtCannotBeCommitted() {
            assertThatThrownBy(() -> service.call(() -> {
                        renamed(2, "Shares");
                        isStale(catchThrowable(this::loseAtFlush), 2L);
                        return true;
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(row(1)).isEqualTo("Bob 2");
            assertThat(row(2)).isEqualTo("Bonds 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        @Test
        void atTheFlushAndCaughtIsFollowedByNoWrite() {
            assertThatThrownBy(() -> service.call(() -> {
                        assertThatThrownBy(this::loseAtFlush).isInstanceOf(ConflictException.class);
                        assertThatThrownBy(() -> renamed(2, "Shares"))
                                .isInstanceOf(IllegalStateException.class)
                                .hasMessageContaining("can only be rolled back");
                        return true;
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
            assertThat(row(2)).isEqualTo("Bonds 1");
        }

        @Test
        void whatIsWrittenAfterSetRollbackOnlyIsRolledBackToo() {
            transaction.executeWithoutResult(status -> {
                status.setRollbackOnly();
                renamed(1, "Q4");
            });
            assertThat(row(1)).isEqualTo("Q3 1");
            assertThat(written).extracting(Portfolio::version).containsExactly(1L);
        }

        /** As any exception does that passes a transactional method: Spring's rule, not the library's. */
        @Test
        void thatPassesAnInnerTransactionalMethodDoomsTheOuterOne() {
            meanwhileRenamed(1, "Bob");
            assertThatThrownBy(() -> service.call(() -> {
                        isStale(catchThrowable(() -> service.rename(1, 1, "Q4")), 2L);
                        return true;
                    }))
                    .isInstanceOf(UnexpectedRollbackException.class);
        }

        @Test
        void thatPassesAnInnerMethodWithARuleForItLeavesTheOuterOneToGoOn() {
            meanwhileRenamed(1, "Bob");
            service.call(() -> {
                isStale(catchThrowable(() -> service.callMindingNoConflict(() -> renamed(1, "Q4"))), 2L);
                return renamed(2, "Shares");
            });
            assertThat(row(1)).isEqualTo("Bob 2");
            assertThat(row(2)).isEqualTo("Shares 2");
        }

        @Test
        void isFoundUnderWhateverIsPutAroundIt() {
            meanwhileRenamed(1, "Bob");
            Throwable thrown = catchThrowable(() -> CompletableFuture.supplyAsync(() -> service.rename(1, 1, "Q4"))
                    .join());
            assertThat(thrown).isNotInstanceOf(ConflictException.class);
            assertThat(Conflicts.from(thrown).orElseThrow().actual().getAsLong())
                    .isEqualTo(2);

            Callable<Portfolio> wraps = () -> {
                try {
                    return renamed(1, "Q4");
                } catch (ConflictException e) {
                    throw new IllegalStateException("the order can't be booked", e);
                }
            };
            assertThat(Conflicts.from(catchThrowable(() -> service.callWithDefaultRules(wraps))))
                    .isPresent();
        }

        @Test
        void isNoneWhereTheDatabaseRefusesTheValues() {
            assertThatThrownBy(() -> service.rename(1, 1, "")).isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> store.rename(1, 1, "")).isInstanceOf(WriteRefusedException.class);
            assertThat(row(1)).isEqualTo("Q3 1");
        }
    }
}
