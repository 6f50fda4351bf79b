package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static io.versioning.jooq.generated.Tables.SEAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.table;

import io.versioning.CompositeId;
import io.versioning.ConflictException;
import io.versioning.RetryPolicy;
import io.versioning.RowBusyException;
import io.versioning.WriteRefusedException;
import io.versioning.jooq.RetryingRecords.Decision;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.generated.tables.records.SeatRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.NoSuchElementException;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is tried again is decided anew on a fresh record, and nothing else is tried again. */
class RetryingTests {

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

        private static final RetryPolicy THREE_TIMES = noPause(3);

        private final StatementProbe probe = new StatementProbe();
        private GuardedRecords<AccountRecord> accounts;
        private int decisions;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertRows() {
            AccountRecord one = insertAccount(1);
            AccountRecord two = insertAccount(2);
            assertThat(one.getBalance()).isEqualTo(5).isEqualTo(two.getBalance());
            accounts = versioning.table(ACCOUNT);
        }

        private static RetryPolicy noPause(int attempts) {
            return RetryPolicy.attempts(attempts).pausing(Duration.ZERO, Duration.ZERO);
        }

        /** Each time somebody else is faster. */
        private RecordUpdate<AccountRecord> losing(AccountRecord account, RecordUpdate<AccountRecord> update) {
            decisions++;
            advance(account.getId());
            return update.set(ACCOUNT.BALANCE, 0);
        }

        private RecordUpdate<AccountRecord> emptying(AccountRecord account, RecordUpdate<AccountRecord> update) {
            decisions++;
            return update.set(ACCOUNT.BALANCE, account.getBalance() - 5);
        }

        @Test
        void whatLosesIsDecidedAnewOnAFreshRecord() {
            long version = accounts.retrying(THREE_TIMES).update(1L, (account, update) -> {
                if (decisions++ == 0) {
                    dsl.update(ACCOUNT).set(ACCOUNT.BALANCE, 105).execute();
                    advance(1);
                }
                return update.set(ACCOUNT.BALANCE, account.getBalance() - 1);
            });
            assertThat(version).isEqualTo(3);
            assertThat(decisions).isEqualTo(2);
            assertThat(account(1).getBalance()).isEqualTo(104);
            assertThat(account(1).getVersion()).isEqualTo(3);
        }

        @Test
        void whatWinsTakesOneReadAndOneWrite() {
            JooqVersioning watched = JooqVersioning.over(using(probe.watch(database.dataSource())))
                    .withoutListeners();
            watched.table(ACCOUNT).check();
            probe.clear();
            assertThat(watched.table(ACCOUNT).retrying(5).update(1L, this::emptying))
                    .isEqualTo(2);
            assertThat(probe.statements()).hasSize(2);
            assertThat(probe.commits()).isZero();
        }

        @Test
        void expressionsAndTablesWithoutGeneratedCodeAreTriedAgainToo() {
            Field<Integer> balance = field(name("balance"), Integer.class);
            GuardedRecords<Record> plain = versioning.table(table(name("account")), field(name("id"), Long.class));
            assertThat(plain.retrying(THREE_TIMES).update(1L, (account, update) -> {
                        if (decisions++ == 0) {
                            advance(1);
                        }
                        return update.set(balance, balance.plus(1));
                    }))
                    .isEqualTo(3);
            assertThat(account(1).getBalance()).isEqualTo(6);
        }

        @Test
        void keyMayHaveSeveralFields() {
            GuardedRecords<SeatRecord> seats = versioning.table(SEAT);
            seats.insert().set(SEAT.FLIGHT, "LH400").set(SEAT.NUMBER, 7).apply();
            assertThat(seats.retrying(2)
                            .update(
                                    CompositeId.of("LH400", 7),
                                    (seat, update) -> update.set(SEAT.PASSENGER, "Ada " + seat.getNumber())))
                    .isEqualTo(2);
            assertThat(dsl.fetchSingle(SEAT).getPassenger()).isEqualTo("Ada 7");
        }

        @Test
        void attemptsAreUsedUpInTheEnd() {
            assertThatThrownBy(() -> accounts.retrying(THREE_TIMES).update(1L, this::losing))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 3, found 4")
                    .satisfies(last -> assertThat(last.getSuppressed())
                            .singleElement()
                            .satisfies(
                                    second -> assertThat(second).hasMessage("account 1: expected version 2, found 3")));
            assertThat(decisions).isEqualTo(3);
            assertThat(account(1).getBalance()).isEqualTo(5);
        }

        @Test
        void busyRowIsTriedAgain() throws SQLException {
            GuardedRecords<AccountRecord> impatient = JooqVersioning.over(
                            using(database.dataSource(Duration.ofMillis(100))))
                    .withoutListeners()
                    .table(ACCOUNT);
            try (Connection other = transaction()) {
                using(other)
                        .selectFrom(ACCOUNT)
                        .where(ACCOUNT.ID.eq(1L))
                        .forUpdate()
                        .fetch();
                assertThatThrownBy(() -> impatient.retrying(noPause(2)).update(1L, this::emptying))
                        .isInstanceOf(RowBusyException.class)
                        .satisfies(
                                last -> assertThat(last.getSuppressed()).hasOnlyElementsOfType(RowBusyException.class));
                assertThat(decisions).isEqualTo(2);
            }
            assertThat(impatient.retrying(1).update(1L, this::emptying)).isEqualTo(2);
        }

        @Test
        void rowThatIsGoneIsNotTriedAgain() {
            assertThatThrownBy(() -> accounts.retrying(5).update(9L, this::emptying))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessage("account 9: there is no such row");
            assertThat(decisions).isZero();
            assertThatThrownBy(() -> accounts.retrying(5).update(1L, (account, update) -> {
                        dsl.deleteFrom(ACCOUNT).where(ACCOUNT.ID.eq(1L)).execute();
                        return emptying(account, update);
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("account 1");
            assertThat(decisions).isEqualTo(1);
        }

        @Test
        void refusedValuesAreNotTriedAgain() {
            assertThatThrownBy(() -> accounts.retrying(5).update(1L, (account, update) -> {
                        decisions++;
                        return update.set(ACCOUNT.BALANCE, -1);
                    }))
                    .isInstanceOf(WriteRefusedException.class);
            assertThat(decisions).isEqualTo(1);
        }

        @Test
        void decisionThatSetsNothingIsRefused() {
            assertThatThrownBy(() -> accounts.retrying(5).update(1L, (account, update) -> update))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Nothing was set");
        }

        @Test
        void conflictOfAnotherWriteInsideADecisionIsNotTriedAgain() {
            assertThatThrownBy(() -> accounts.retrying(THREE_TIMES).update(1L, (account, update) -> {
                        decisions++;
                        accounts.touch(2L).expecting(99).apply();
                        return update.set(ACCOUNT.BALANCE, 0);
                    }))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("account 2");
            assertThat(decisions).isEqualTo(1);
        }

        @Test
        void versionThatIsSetOnTheRecordIsNotTheOneThatIsExpected() {
            assertThat(accounts.retrying(1).update(1L, (account, update) -> {
                        account.setVersion(7);
                        return update.set(ACCOUNT.BALANCE, 0);
                    }))
                    .isEqualTo(2);
        }

        @Test
        void onlyTheUpdateThatWasHandedInIsTried() throws SQLException {
            accepts((account, update) -> versioning
                    .table(ACCOUNT)
                    .update(1L)
                    .expecting(account.getVersion())
                    .set(ACCOUNT.BALANCE, 1));
            refuses((account, update) ->
                    accounts.update(2L).expecting(account.getVersion()).set(ACCOUNT.BALANCE, 1));
            refuses((account, update) ->
                    accounts.update(1L).expecting(account.getVersion() + 1).set(ACCOUNT.BALANCE, 1));
            refuses((account, update) -> accounts.entity("other")
                    .update(1L)
                    .expecting(account.getVersion())
                    .set(ACCOUNT.BALANCE, 1));
            try (Connection connection = transaction()) {
                GuardedRecords<AccountRecord> joining =
                        versioning.within(using(connection).configuration()).table(ACCOUNT);
                refuses((account, update) ->
                        joining.update(1L).expecting(account.getVersion()).set(ACCOUNT.BALANCE, 1));
            }
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        private void accepts(Decision<AccountRecord> decision) {
            assertThat(accounts.retrying(1).update(1L, decision)).isEqualTo(2);
        }

        private void refuses(Decision<AccountRecord> decision) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> accounts.retrying(1).update(1L, decision))
                    .withMessageContaining("the one that was handed in");
        }

        @Test
        void insideATransactionOfTheCallersItIsRefusedBeforeTheFunctionIsAsked() throws SQLException {
            versioning.transaction(this::refusesToJoin);
            versioning.dsl().transaction(transaction -> refusesToJoin(versioning.within(transaction)));
            dsl.transaction(transaction -> refusesToJoin(versioning.within(transaction)));
            try (Connection connection = transaction()) {
                refusesToJoin(JooqVersioning.over(using(connection)).withoutListeners());
            }
            JooqVersioning bound = JooqVersioning.over(new DefaultConfiguration()
                            .set(dialect())
                            .set(new ThreadLocalTransactionProvider(
                                    new DataSourceConnectionProvider(database.dataSource()))))
                    .withoutListeners();
            bound.dsl().transaction(() -> refusesToJoin(bound));
            assertThat(bound.table(ACCOUNT).retrying(1).update(1L, this::emptying))
                    .isEqualTo(2);
        }

        private void refusesToJoin(JooqVersioning joined) {
            assertThatThrownBy(() -> joined.table(ACCOUNT).retrying(3).update(1L, this::emptying))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("retry around the whole transaction");
            assertThat(decisions).isZero();
        }

        @Test
        void noConnectionIsHeldWhileTheFunctionDecides() {
            try (LendingPool pool = database.pooled(1)) {
                GuardedRecords<AccountRecord> pooled =
                        JooqVersioning.over(using(pool)).withoutListeners().table(ACCOUNT);
                pooled.retrying(2).update(1L, (account, update) -> {
                    assertThat(pool.borrowed()).isZero();
                    return update.set(
                            ACCOUNT.BALANCE, pooled.read(2L).orElseThrow().getBalance() + 1);
                });
                assertThat(pool.violations()).isEmpty();
            }
            assertThat(account(1).getBalance()).isEqualTo(6);
        }

        @Test
        void interruptedThreadStaysInterruptedAndMakesNoFurtherAttempt() {
            Throwable thrown = catchThrowable(() -> accounts.retrying(5).update(1L, (account, update) -> {
                RecordUpdate<AccountRecord> decided = losing(account, update);
                Thread.currentThread().interrupt(); // so that the pause ends at once
                return decided;
            }));
            assertThat(Thread.interrupted()).isTrue();
            assertThat(thrown).isInstanceOf(ConflictException.class);
            assertThat(decisions).isEqualTo(1);
        }
    }
}
