package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.OutcomeUnknownException;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.Inserted;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.schema.VersionColumns;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.LocalTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What triggers do besides the write is undone with it, or told. */
class TriggerEffectsTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        /** Does nothing. */
        public static final class Idle implements Trigger {
            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {}
        }

        /** Advances the version of a new row. */
        public static final class Greeting implements Trigger {
            @Override
            public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("update account set version = version + 1 where id = " + after[0]);
                }
            }
        }

        @Override
        void anyTrigger() {
            database.execute("create trigger idle before update on account for each row call '%s'"
                    .formatted(Idle.class.getName()));
        }

        @Override
        void advanceTheVersionAfterInsert() {
            database.execute("create trigger greeting after insert on account for each row call '%s'"
                    .formatted(Greeting.class.getName()));
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        private void trigger(String kind, String event, String options, String body) {
            database.execute(
                    "create function meddle() returns trigger language plpgsql as $$ begin %s end $$".formatted(body),
                    "create %s meddle %s on account %s for each row execute function meddle()"
                            .formatted(kind, event, options));
        }

        @Override
        void anyTrigger() {
            trigger("trigger", "before update", "", "return new;");
        }

        @Override
        void advanceTheVersionAfterInsert() {
            trigger("trigger", "after insert", "", """
                    update account set version = version + 1 where id = new.id;
                    return null;""");
        }

        /** P8: neither 'held back' nor a conflict, if the row was changed by our own call. */
        @ParameterizedTest
        @ValueSource(strings = {"", ", version = version + 1"})
        void softDeleteByATriggerIsNotReportedAsNotWritten(String besides) throws SQLException {
            trigger("trigger", "before delete", "", """
                    update account set owner = 'deleted'%s where id = old.id;
                    return null;""".formatted(besides));
            Throwable thrown =
                    catchThrowable(() -> account().delete(1).expecting(1).apply());
            if (thrown instanceof WriteRefusedException || thrown instanceof ConflictException) {
                assertThat(query("select owner from account where id = 1"))
                        .as("after %s", thrown)
                        .isEqualTo("Lovelace");
                assertThat(version(1)).isEqualTo(1);
            }
        }

        @Test
        void softDeleteByATriggerIsUndoneInTheCallersTransactionToo() throws SQLException {
            trigger("trigger", "before delete", "", """
                    update account set owner = 'deleted' where id = old.id;
                    return null;""");
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> account()
                                .within(connection)
                                .delete(1)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(WriteRefusedException.class);
                connection.commit();
            }
            assertThat(query("select owner from account where id = 1")).isEqualTo("Lovelace");
        }

        /** P8, P10: a write that was held back leaves nothing, not even four lines of somebody's log. */
        @Test
        void writeThatATriggerSwallowsLeavesNothingBehind() throws SQLException {
            database.execute("create table log (what text)");
            trigger("trigger", "before update", "", "insert into log values ('tried'); return null;");
            assertThatThrownBy(() -> account().touch(1).expecting(1).apply()).isInstanceOf(WriteRefusedException.class);
            assertThat(query("select count(*) from log")).isEqualTo("0");
        }

        /** P2, and guarantees.md: a trigger that was there before is noticed and its write undone. */
        @Test
        void versionThatATriggerAdvancesAtTheEndOfTheTransactionIsNotReportedAsAnother() throws SQLException {
            trigger("constraint trigger", "after update", "deferrable initially deferred", """
                    if new.version < 50 then
                      update account set version = version + 100 where id = new.id;
                    end if;
                    return null;""");
            long[] reported = {1};
            Throwable thrown = catchThrowable(
                    () -> reported[0] = account().touch(1).expecting(1).apply());
            assertThat(version(1)).as("after %s", thrown).isEqualTo(reported[0]);
        }

        /** P11: what a trigger says is withheld, whichever SQLSTATE it says it with. */
        @ParameterizedTest
        @ValueSource(strings = {"55000", "42000", "0A000", "57000", "40000"})
        void textOfATriggerIsWithheldUnderAnySqlState(String state) {
            trigger("trigger", "before update", "", """
                    raise exception 'not for %%', old.owner using errcode = '%s';""".formatted(state));
            assertThat(Printed.everything(
                            catchThrowable(() -> account().touch(1).expecting(1).apply())))
                    .doesNotContain("Lovelace");
        }

        /** A function of ours under a trigger of another kind does not protect the rows. */
        @ParameterizedTest
        @ValueSource(strings = {"after update", "before insert", "before update of id"})
        void triggerThatDoesNotSeeEachUpdateIsNotReady(String when) {
            VersionColumns columns = VersionColumns.on("account").withTrigger();
            columns.up(database.dataSource());
            database.execute(
                    "drop trigger versioning_advance on account",
                    "create trigger versioning_advance %s on account for each row execute function versioning_advance_account()"
                            .formatted(when));
            assertThat(columns.check(database.dataSource()).problems()).isNotEmpty();
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @BeforeEach
        void insertARow() {
            accounts.insert(1).set("owner", "Lovelace").set("balance", 5).apply();
        }

        /** A table of its own, so that it is looked at after the trigger was made. */
        GuardedTable account() {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table("account", "id");
        }

        long version(int id) throws SQLException {
            return Long.parseLong(query("select version from account where id = " + id));
        }

        abstract void anyTrigger();

        abstract void advanceTheVersionAfterInsert();

        /** P8: 'nothing of it was written'. On PostgreSQL the savepoint is there as well; pgjdbc's autosave needs it too. */
        @Test
        void readBackThatIsCancelledLeavesNothingOfTheWriteInACallersTransaction() throws SQLException {
            anyTrigger();
            StatementProbe probe = new StatementProbe();
            GuardedTable account = account();
            account.check();
            try (Connection connection = transaction()) {
                probe.onStatement("select s.isolation").throwInstead(new SQLException("cancelled", "57014"));
                assertThatThrownBy(() -> account.within(probe.watch(connection))
                                .update(1)
                                .expecting(1)
                                .set("balance", 9)
                                .apply())
                        .isInstanceOf(AttemptAbortedException.class)
                        .hasMessageContaining("nothing of it was written");
                probe.requireAllHappened();
                connection.commit();
            }
            assertThat(query("select balance from account where id = 1")).isEqualTo("5");
        }

        /** P8: the same, where the library itself commits. */
        @Test
        void readBackThatIsCancelledIsNotCommittedByLocalTransactions() throws SQLException {
            anyTrigger();
            StatementProbe probe = new StatementProbe();
            LocalTransactions transactions = LocalTransactions.over(probe.watch(database.dataSource()));
            GuardedTable account =
                    JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
            account.check();
            probe.onStatement("select s.isolation").throwInstead(new SQLException("cancelled", "57014"));
            catchThrowable(() -> transactions.run(connection -> assertThatThrownBy(() ->
                            account.update(1).expecting(1).set("balance", 9).apply())
                    .isInstanceOf(AttemptAbortedException.class)));
            probe.requireAllHappened();
            assertThat(query("select balance from account where id = 1")).isEqualTo("5");
        }

        /** P8, P11: where not even the savepoint is there any more, nothing is committed, and no text of the driver's told. */
        @Test
        void writeThatCannotBeUndoneEndsTheTransactionAndQuotesNoColumnData() throws SQLException {
            anyTrigger();
            StatementProbe probe = new StatementProbe();
            LocalTransactions transactions = LocalTransactions.over(probe.watch(database.dataSource()));
            GuardedTable account =
                    JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
            account.check();
            AtomicReference<Connection> connection = new AtomicReference<>();
            probe.onStatement("select s.isolation")
                    .runBefore(() -> connection.get().rollback());
            probe.onStatement("select s.isolation").throwInstead(new SQLException("Lovelace", "22000"));
            Throwable thrown = catchThrowable(() -> transactions.run(borrowed -> {
                connection.set(borrowed);
                Throwable unused =
                        catchThrowable(() -> account.touch(1).expecting(1).apply());
            }));
            assertThat(thrown).isInstanceOf(CommitFailedException.class);
            assertThat(Printed.everything(thrown)).doesNotContain("Lovelace");
            assertThat(version(1)).isEqualTo(1);
        }

        /** P1, P8: the version that is reported is the one that is there. */
        @Test
        void versionThatATriggerAdvancesAfterAnInsertIsNotReportedAsAnother() throws SQLException {
            advanceTheVersionAfterInsert();
            AtomicReference<Inserted> inserted = new AtomicReference<>();
            Throwable thrown = catchThrowable(
                    () -> inserted.set(account().insert(2).set("balance", 5).apply()));
            if (thrown == null) {
                assertThat(version(2)).isEqualTo(inserted.get().version());
            } else {
                assertThat(account().read(2)).as("after %s", thrown).isEmpty();
            }
        }

        /** P8: a COMMIT of our own that ends in an unchecked exception is as unknown as one in LocalTransactions. */
        @Test
        void commitOfOurOwnThatThrowsUncheckedIsUnknown() {
            anyTrigger();
            StatementProbe probe = new StatementProbe();
            GuardedTable account = JdbcVersioning.over(probe.watch(database.dataSource()))
                    .withoutListeners()
                    .table("account", "id");
            account.check();
            probe.onCommit().runAfter(() -> {
                throw new IllegalStateException("driver");
            });
            assertThatThrownBy(() -> account.touch(1).expecting(1).apply()).isInstanceOf(OutcomeUnknownException.class);
        }
    }
}
