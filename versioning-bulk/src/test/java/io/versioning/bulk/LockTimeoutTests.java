package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.NotApplied;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How long a bulk waits for rows that others hold: once for a chunk, however many these are. */
class LockTimeoutTests {

    private static final Duration SHORT = Duration.ofMillis(700);

    /** Far more than one wait, and far less than one for each of thirty rows. */
    private static final int SEVERAL_WAITS = 10;

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2, "select lock_timeout()");
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES, "show lock_timeout");
        }

        @Test
        @Timeout(SEVERAL_WAITS)
        void rowsThatWaitForARowThatTheyReferToAreBusyAfterOneWaitMore() throws Exception {
            database.execute(
                    "create table owner (name varchar(60) primary key)",
                    "insert into owner select 'owner ' || n from generate_series(1, 40) as n",
                    "insert into owner values ('free'), ('held')",
                    "alter table account add foreign key (owner) references owner");
            try (Connection other = transaction()) {
                execute(other, "select 1 from owner where name = 'held' for update");
                List<RowChange> changes = balances(ROWS, 9);
                List<RowChange> owned = changes.stream()
                        .map(change -> change.set("owner", (long) change.id() == 7 ? "free" : "held"))
                        .toList();
                List<Outcome> outcomes = bulk.lockTimeout(SHORT).apply(owned).outcomes();
                assertThat(positions(outcomes, Applied.class)).containsExactly(6);
                assertThat(outcomes.get(0)).isEqualTo(NotApplied.because(NotApplied.BUSY, "55P03"));
                other.rollback();
            }
            assertThat(positions(bulk.apply(balances(3, 9)).outcomes(), Applied.class))
                    .hasSize(3);
        }
    }

    abstract static class Cases extends OnDatabase {

        private final String question;

        Cases(DatabaseKind kind, String question) {
            super(kind);
            this.question = question;
        }

        private void requireOnlyTheLastWritten(List<Outcome> outcomes) {
            assertThat(positions(outcomes, Applied.class)).containsExactly(ROWS - 1);
            assertThat(outcomes.subList(0, ROWS - 1))
                    .allSatisfy(outcome -> assertThat(outcome)
                            .isInstanceOfSatisfying(
                                    NotApplied.class,
                                    not -> assertThat(not.reason()).isEqualTo(NotApplied.BUSY)));
        }

        private String timeout(Connection connection) throws SQLException {
            try (Statement statement = connection.createStatement();
                    ResultSet time = statement.executeQuery(question)) {
                time.next();
                return time.getString(1);
            }
        }

        @Test
        @Timeout(SEVERAL_WAITS)
        void heldRowsAreBusyAfterOneWaitAndTheConnectionIsAsItWas() throws Exception {
            try (LendingPool pool = database.pooled(1)) {
                String before;
                try (Connection connection = pool.getConnection()) {
                    before = timeout(connection);
                }
                try (Connection other = transaction()) {
                    execute(other, "update account set balance = 1 where id < " + ROWS);
                    requireOnlyTheLastWritten(BulkVersioning.over(pool)
                            .withoutListeners()
                            .table("account", "id")
                            .lockTimeout(SHORT)
                            .apply(balances(ROWS, 9))
                            .outcomes());
                    other.rollback();
                }
                try (Connection connection = pool.getConnection()) {
                    assertThat(timeout(connection)).isEqualTo(before);
                }
                pool.requireClean();
            }
            assertThat(version(1)).isOne();
            assertThat(version(ROWS)).isEqualTo(2);
        }

        @Test
        @Timeout(SEVERAL_WAITS)
        void heldRowsAreBusyInATransactionOfTheCallersToo() throws Exception {
            try (Connection other = transaction();
                    Connection mine = transaction()) {
                execute(other, "update account set balance = 1 where id < " + ROWS);
                String before = timeout(mine);
                requireOnlyTheLastWritten(bulk.within(mine)
                        .lockTimeout(SHORT)
                        .apply(balances(ROWS, 9))
                        .outcomes());
                assertThat(timeout(mine)).isEqualTo(before);
                mine.commit();
                other.rollback();
            }
            assertThat(version(1)).isOne();
            assertThat(version(ROWS)).isEqualTo(2);
        }

        @Test
        @Timeout(SEVERAL_WAITS)
        void heldRowsKeepAllOrNothingFromBeingWritten() throws Exception {
            try (Connection other = transaction()) {
                execute(other, "update account set balance = 1 where id < 4");
                List<Outcome> outcomes = bulk.allOrNothing()
                        .lockTimeout(SHORT)
                        .apply(balances(6, 9))
                        .outcomes();
                assertThat(outcomes.subList(3, 6)).containsOnly(NotApplied.because(NotApplied.ROLLED_BACK));
                other.rollback();
            }
            assertThat(number("select count(*) from account where version = 2")).isZero();
        }

        /** Nobody holds these rows; the values that they are to have are of a transaction that is not over. */
        @Test
        @Timeout(SEVERAL_WAITS)
        void rowsThatWaitForUniqueValuesAreBusyAfterOneWait() throws Exception {
            database.execute("alter table account add constraint owners unique (owner)");
            try (Connection other = transaction()) {
                for (int taken = 1; taken < ROWS; taken++) {
                    execute(other, "insert into account values (%d, 'taken %d', 5, 1)".formatted(100 + taken, taken));
                }
                requireOnlyTheLastWritten(bulk.lockTimeout(SHORT)
                        .apply(balances(ROWS, 9).stream()
                                .map(change -> change.set("owner", "taken " + change.id()))
                                .toList())
                        .outcomes());
                other.rollback();
            }
            assertThat(version(1)).isOne();
        }

        @Test
        void timeThatIsNoneIsRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> bulk.lockTimeout(Duration.ofMillis(-1)))
                    .withMessageContaining("time");
            assertThatIllegalArgumentException().isThrownBy(() -> bulk.lockTimeout(Duration.ofDays(25)));
        }

        @Test
        void freeRowsAreWrittenWithoutAnyTimeToWait() {
            assertThat(positions(
                            bulk.lockTimeout(Duration.ZERO)
                                    .apply(balances(ROWS, 9))
                                    .outcomes(),
                            Applied.class))
                    .hasSize(ROWS);
        }
    }
}
