package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.ConflictException;
import io.versioning.RetryPolicy;
import io.versioning.event.ConflictEvent;
import io.versioning.event.ConflictListener;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.transaction.LocalTransactions;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Holders, listeners and decisions are the application's code: whatever it does, what is reported stays true. */
class CallbacksTests {

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

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private static final Duration SHORT = Duration.ofSeconds(1);

        @BeforeEach
        void insertRows() {
            accounts.insert(1).set("balance", 5).apply();
            accounts.insert(2).set("balance", 5).apply();
        }

        @SuppressWarnings("unchecked")
        private static <X extends Throwable> void throwUndeclared(Throwable failure) throws X {
            throw (X) failure;
        }

        private static GuardedTable over(DataSource source, ConflictListener... listeners) {
            return JdbcVersioning.over(source)
                    .withoutListeners()
                    .withListeners(listeners)
                    .table("account", "id");
        }

        private static ConflictListener listener(Consumer<ConflictEvent> told) {
            return new ConflictListener() {
                @Override
                public void onConflict(ConflictEvent event) {
                    told.accept(event);
                }
            };
        }

        /** 'A second pooled connection is never borrowed while one is held'; 'DatabaseException: nothing was written'. */
        @Test
        void holderMayReadThroughAPoolOfOne() {
            try (LendingPool pool = database.pooled(1, SHORT)) {
                GuardedTable table = over(pool);
                assertThat(table.touch(1)
                                .expecting(1)
                                .advancing(version -> table.read(2))
                                .apply())
                        .isEqualTo(2);
                pool.requireClean();
            }
        }

        /** P11: once. */
        @Test
        void conflictOfAWriteThatAHolderMakesIsToldOnce() {
            List<ConflictEvent> told = new ArrayList<>();
            GuardedTable table = over(database.dataSource(), listener(told::add));
            catchThrowable(() -> table.touch(1)
                    .expecting(1)
                    .advancing(version -> table.touch(2).expecting(50).apply())
                    .apply());
            assertThat(told).hasSize(1);
        }

        @Test
        void undeclaredExceptionOfAHolderLeavesNoConnectionBorrowed() {
            try (LendingPool pool = database.pooled(1, SHORT)) {
                catchThrowable(() -> over(pool)
                        .touch(1)
                        .expecting(1)
                        .advancing(version -> Cases.<RuntimeException>throwUndeclared(new IOException("holder")))
                        .apply());
                assertThat(pool.borrowed()).isZero();
            }
        }

        @Test
        void undeclaredExceptionOfAListenerDoesNotHideTheConflict() {
            AtomicInteger told = new AtomicInteger();
            assertThatThrownBy(() -> over(
                                    database.dataSource(),
                                    listener(event ->
                                            Cases.<RuntimeException>throwUndeclared(new IOException("listener"))),
                                    listener(event -> told.incrementAndGet()))
                            .touch(1)
                            .expecting(9)
                            .apply())
                    .isInstanceOf(ConflictException.class);
            assertThat(told).hasValue(1);
        }

        /** P9: for the others; and the failure of the work is the one to be seen. */
        @Test
        void errorOfAHolderThatIsToGoBackKeepsNeitherOthersFromItNorTheConnection() {
            AtomicLong held = new AtomicLong(1);
            try (LendingPool pool = database.pooled(1, SHORT)) {
                LocalTransactions transactions = LocalTransactions.over(pool);
                GuardedTable joining =
                        JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
                Throwable thrown = catchThrowable(() -> transactions.call(connection -> {
                    joining.touch(1).expecting(1).advancing(held::set).apply();
                    joining.touch(2)
                            .expecting(1)
                            .advancing(Cases::refuseToGoBack)
                            .apply();
                    throw new IllegalArgumentException("work");
                }));
                assertThat(held).hasValue(1);
                assertThat(pool.borrowed()).isZero();
                assertThat(thrown).hasMessage("work");
            }
        }

        private static void refuseToGoBack(long version) {
            if (version == 1) {
                throw new AssertionError("going back");
            }
        }

        /** P10: an expected version that came from outside is not tried again. */
        @Test
        void conflictOfAnotherWriteInsideADecisionIsNotTriedAgain() {
            AtomicInteger decisions = new AtomicInteger();
            assertThatThrownBy(() -> accounts.retrying(RetryPolicy.attempts(4).pausing(Duration.ZERO, Duration.ZERO))
                            .update(1, (row, update) -> {
                                decisions.incrementAndGet();
                                accounts.update(2)
                                        .expecting(99)
                                        .set("balance", 1)
                                        .apply();
                                return update.set("balance", 2);
                            }))
                    .isInstanceOf(ConflictException.class);
            assertThat(decisions).hasValue(1);
        }

        /** 'Inside a transaction of the caller's it is refused.' */
        @Test
        void decisionCannotMoveTheUpdateIntoATransactionOfTheCallers() throws SQLException {
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> accounts.retrying(2)
                                .update(
                                        1,
                                        (row, update) -> accounts.within(connection)
                                                .update(1)
                                                .expecting(row)
                                                .set("balance", 3)))
                        .isInstanceOf(IllegalArgumentException.class);
                connection.rollback();
            }
        }

        @Test
        void pauseThatIsTooLongToCountDoesNotHideTheConflict() {
            Duration first = Duration.ofMillis(Long.MAX_VALUE);
            Throwable thrown = catchThrowable(() -> accounts.retrying(
                            RetryPolicy.attempts(2).pausing(first, Duration.ofSeconds(Long.MAX_VALUE)))
                    .update(1, (row, update) -> {
                        accounts.touch(1).expecting(row).apply();
                        Thread.currentThread().interrupt(); // so that the pause ends at once
                        return update.set("balance", 3);
                    }));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(ConflictException.class);
        }
    }
}
