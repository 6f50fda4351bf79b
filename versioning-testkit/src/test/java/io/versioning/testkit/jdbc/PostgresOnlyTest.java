package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.Refusal;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.jdbc.Row;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Result;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.Step;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.Completion;
import io.versioning.transaction.LocalTransactions;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only PostgreSQL has, or does in its own way. */
@RunsOn(DatabaseKind.POSTGRES)
class PostgresOnlyTest extends OnDatabase {

    PostgresOnlyTest() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void insertRows() {
        accounts.insert(1).set("owner", "Ada").set("balance", 5).apply();
        accounts.insert(2).set("owner", "Bob").set("balance", 5).apply();
    }

    private GuardedTable table(String name) {
        return JdbcVersioning.over(database.dataSource()).withoutListeners().table(name, "id");
    }

    private void trigger(String body) {
        database.execute(
                "create function meddle() returns trigger language plpgsql as $$ begin %s end $$".formatted(body),
                "create trigger meddle before update on account for each row execute function meddle()");
    }

    private long version(int id) throws SQLException {
        return Long.parseLong(query("select version from account where id = " + id));
    }

    @Test
    void triggerThatAdvancesTheVersionTooIsFoundAndTheWriteUndone() throws SQLException {
        trigger("new.version := new.version + 1; return new;");
        assertThatThrownBy(() -> table("account").touch(1).expecting(1).apply())
                .isInstanceOf(TableUnsuitableException.class)
                .hasMessageContaining("version 2 was written, and version 3 came out of it");
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void triggerThatAdvancesTheVersionTooIsFoundInATransactionWhichGoesOn() throws SQLException {
        trigger("if old.id = 1 then new.version := new.version + 1; end if; return new;");
        try (Connection connection = transaction()) {
            GuardedTable joining = table("account").within(connection);
            joining.touch(2).expecting(1).apply();
            assertThatThrownBy(() -> joining.touch(1).expecting(1).apply())
                    .isInstanceOf(TableUnsuitableException.class);
            joining.touch(2).expecting(2).apply();
            connection.commit();
        }
        assertThat(version(1)).isEqualTo(1);
        assertThat(version(2)).isEqualTo(3);
    }

    @Test
    void triggerThatAgreesIsWelcome() throws SQLException {
        trigger("new.version := old.version + 1; return new;");
        assertThat(table("account").touch(1).expecting(1).apply()).isEqualTo(2);
        assertThat(version(1)).isEqualTo(2);
        assertThatThrownBy(() -> table("account").touch(1).expecting(1).apply()).isInstanceOf(ConflictException.class);
    }

    @Test
    void triggerThatSwallowsTheWriteHoldsItBack() throws SQLException {
        trigger("return null;");
        assertThatThrownBy(() -> table("account").touch(1).expecting(1).apply())
                .isInstanceOfSatisfying(WriteRefusedException.class, thrown -> {
                    assertThat(thrown.refusal()).isEqualTo(Refusal.heldBack(null));
                    assertThat(thrown.id()).isEqualTo(1);
                });
        try (Connection connection = transaction()) {
            assertThatThrownBy(() -> table("account")
                            .within(connection)
                            .touch(1)
                            .expecting(1)
                            .apply())
                    .isInstanceOf(WriteRefusedException.class);
        }
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void triggerThatRaisesAnErrorHoldsTheWriteBack() {
        trigger("raise exception 'not for %', new.owner;");
        assertThatThrownBy(() -> table("account").touch(1).expecting(1).apply())
                .isInstanceOfSatisfying(
                        WriteRefusedException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.heldBack("P0001")))
                .satisfies(thrown -> assertThat(thrown.getCause().getMessage()).doesNotContain("Ada"));
    }

    @Test
    void ruleThatRedirectsTheWriteHoldsItBack() throws SQLException {
        database.execute("create rule nothing as on update to account do instead nothing");
        assertThatThrownBy(() -> table("account").touch(1).expecting(1).apply()).isInstanceOf(RuntimeException.class);
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void violatedConstraintIsNamed() {
        assertThatThrownBy(
                        () -> accounts.update(1).expecting(1).set("balance", -1).apply())
                .isInstanceOfSatisfying(
                        WriteRefusedException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.constraint("positive", "23514")));
        assertThatThrownBy(() -> accounts.insert(1).apply())
                .isInstanceOfSatisfying(
                        WriteRefusedException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.constraint("account_pkey", "23505")));
    }

    @Test
    void deferredConstraintIsRefusedWithTheWriteInAutocommit() throws SQLException {
        database.execute("alter table account add column boss bigint references account deferrable initially deferred");
        GuardedTable account = table("account");
        assertThatThrownBy(() -> account.update(1).expecting(1).set("boss", 99).apply())
                .isInstanceOf(WriteRefusedException.class);
        assertThat(version(1)).isEqualTo(1);
        LocalTransactions transactions = LocalTransactions.over(database.dataSource());
        GuardedTable joining =
                JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
        assertThatThrownBy(() -> transactions.call(connection ->
                        joining.update(1).expecting(1).set("boss", 99).apply()))
                .isInstanceOfSatisfying(
                        CommitFailedException.class,
                        thrown -> assertThat(thrown.completion()).isEqualTo(Completion.ROLLED_BACK));
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void inheritedParentIsRefused() {
        database.execute("create table special () inherits (account)");
        assertThatThrownBy(() -> table("account").check())
                .isInstanceOf(TableUnsuitableException.class)
                .hasMessageContaining("inherit from it");
    }

    @Test
    void childThatComesLaterIsNotWritten() throws SQLException {
        accounts.check();
        database.execute(
                "create table special () inherits (account)",
                "insert into special (id, owner, version) values (1, 'child', 1)");
        assertThat(accounts.touch(1).expecting(1).apply()).isEqualTo(2);
        assertThat(query("select version from special")).isEqualTo("1");
        assertThat(accounts.read(1).map(row -> row.get("owner"))).contains("Ada");
    }

    @Test
    void keysThatDoNotHoldAtEveryMomentAreNone() {
        database.execute(
                "create table partly (id bigint not null, live boolean, version integer not null)",
                "create unique index on partly (id) where live",
                "create table later (id bigint not null unique deferrable, version integer not null)",
                "create table computed (id bigint not null, version integer not null)",
                "create unique index on computed (abs(id))");
        for (String name : new String[] {"partly", "later", "computed"}) {
            assertThatThrownBy(() -> table(name).check())
                    .as(name)
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("no primary key and no unique key");
        }
    }

    @Test
    void partitionedTableIsWrittenThroughItsParent() {
        database.execute(
                "create table measured (id bigint primary key, note text, version integer not null)"
                        + " partition by range (id)",
                "create table measured_1 partition of measured for values from (0) to (100)",
                "create table measured_2 partition of measured for values from (100) to (200)");
        GuardedTable measured = table("measured");
        measured.insert(5).apply();
        measured.insert(105).apply();
        assertThat(measured.update(105).expecting(1).set("note", "x").apply()).isEqualTo(2);
        assertThatThrownBy(() -> measured.touch(105).expecting(1).apply()).isInstanceOf(ConflictException.class);
        assertThat(measured.read(5).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void rowThatAPolicyHidesIsMissing() throws SQLException {
        String role = "tenant_" + Integer.toHexString(database.hashCode());
        database.execute(
                "create role " + role,
                "grant all on account to " + role,
                "grant usage on schema %s to %s".formatted(query("select current_schema"), role),
                "alter table account enable row level security",
                "create policy own on account using (owner = 'Ada')");
        try (Connection connection = transaction()) {
            connection.createStatement().execute("set local role " + role);
            GuardedTable joining = accounts.within(connection);
            assertThat(joining.touch(1).expecting(1).apply()).isEqualTo(2);
            assertThatThrownBy(() -> joining.update(2)
                            .expecting(1)
                            .set("owner", "Eve")
                            .withCurrentState()
                            .apply())
                    .isInstanceOfSatisfying(ConflictException.class, thrown -> {
                        assertThat(thrown.conflict().kind()).isEqualTo(Conflict.Kind.MISSING);
                        assertThat(thrown.currentState(Row.class)).isEmpty();
                    });
            connection.rollback();
        }
        database.execute("drop policy own on account", "drop owned by " + role, "drop role " + role);
    }

    @Test
    void statementTimeoutAbortsTheAttempt() throws Exception {
        try (Connection holder = transaction();
                Connection waiting = transaction()) {
            accounts.within(holder).touch(1).expecting(1).apply();
            waiting.createStatement().execute("set local statement_timeout = 50");
            assertThatThrownBy(
                            () -> accounts.within(waiting).touch(1).expecting(1).apply())
                    .isInstanceOf(AttemptAbortedException.class)
                    .hasMessageContaining("57014");
        }
    }

    @Test
    void deadlockAbortsOneAttemptAndTheOtherGoesThrough() throws Exception {
        try (Connection one = transaction();
                Connection other = transaction()) {
            accounts.within(one).touch(1).expecting(1).apply();
            accounts.within(other).touch(2).expecting(1).apply();
            Step<Long> waiting = Step.start(
                            database,
                            () -> accounts.within(one).touch(2).expecting(1).apply())
                    .awaitBlocked();
            Result<Long> second;
            try {
                second = new Result.Returned<>(
                        accounts.within(other).touch(1).expecting(1).apply());
            } catch (AttemptAbortedException aborted) {
                other.rollback();
                second = new Result.Threw<>(aborted);
            }
            if (second.isReturned()) {
                assertThat(waiting.result().failure()).containsInstanceOf(AttemptAbortedException.class);
            } else {
                assertThat(waiting.join()).isEqualTo(2);
            }
        }
    }

    @Test
    void sessionThatIsKilledDuringAnAutocommitWriteLeavesItUnknown() throws Exception {
        Connection victim = database.dataSource().getConnection();
        GuardedTable watched = JdbcVersioning.over((TransactionSource) () -> new OwnedScope(victim))
                .table("account", "id");
        try (Connection holder = transaction()) {
            accounts.within(holder).touch(1).expecting(1).apply();
            Step<Long> waiting = Step.start(
                            database, () -> watched.touch(1).expecting(1).apply())
                    .awaitBlocked();
            database.kill(victim);
            assertThat(waiting.result().failure()).containsInstanceOf(OutcomeUnknownException.class);
            holder.rollback();
        }
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void sessionThatIsKilledInATransactionAbortsTheAttempt() throws Exception {
        Connection connection = transaction();
        accounts.within(connection).touch(1).expecting(1).apply();
        database.kill(connection);
        assertThatThrownBy(
                        () -> accounts.within(connection).touch(2).expecting(1).apply())
                .isInstanceOf(AttemptAbortedException.class);
        assertThat(version(1)).isEqualTo(1);
        assertThat(version(2)).isEqualTo(1);
    }

    @Test
    void transactionThatAnErrorHasEndedAbortsEverythingThatFollows() throws SQLException {
        try (Connection connection = transaction()) {
            GuardedTable joining = accounts.within(connection);
            assertThatThrownBy(() ->
                            joining.update(1).expecting(1).set("balance", -1).apply())
                    .isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> joining.touch(2).expecting(1).apply())
                    .isInstanceOf(AttemptAbortedException.class)
                    .hasMessageContaining("25P02");
        }
    }

    @Test
    void readOnlyConnectionIsRefusedInAutocommitModeToo() throws SQLException {
        Connection readOnly = database.dataSource().getConnection();
        readOnly.setReadOnly(true);
        GuardedTable table = JdbcVersioning.over((TransactionSource) () -> new OwnedScope(readOnly))
                .table("account", "id");
        assertThatThrownBy(() -> table.touch(1).expecting(1).apply())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read-only");
        Connection joined = transaction();
        joined.setReadOnly(true);
        assertThatThrownBy(() -> accounts.within(joined).touch(1).expecting(1).apply())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("read-only");
        joined.close();
        assertThat(version(1)).isEqualTo(1);
    }
}
