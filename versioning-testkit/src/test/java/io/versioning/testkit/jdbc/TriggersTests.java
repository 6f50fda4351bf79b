package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.versioning.Refusal;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.LocalTransactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Triggers that refuse, swallow or change what is written: a call tells what has come of it. */
class TriggersTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {

        H2() {
            super(DatabaseKind.H2);
        }

        /** Fails without a SQLSTATE of its own. */
        public static final class Refusing implements Trigger {
            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {
                throw new IllegalStateException("not for Lovelace");
            }
        }

        /** Fails as code does that should never run. */
        public static final class Exploding implements Trigger {
            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {
                throw new AssertionError("trigger");
            }
        }

        /** Advances the version besides the library, before the row is written. */
        public static final class Meddling implements Trigger {
            private static final int VERSION = 5;

            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {
                after[VERSION] = (int) after[VERSION] + 1;
            }
        }

        /** Advances the version besides the library, after the row was written. */
        public static final class MeddlingLater implements Trigger {
            private static final int BALANCE = 2;

            @Override
            public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
                if (after[BALANCE].equals(9)) {
                    try (Statement statement = connection.createStatement()) {
                        statement.executeUpdate(
                                "update account set version = version + 1, balance = 8 where id = " + after[0]);
                    }
                }
            }
        }

        private void call(String when, Class<? extends Trigger> trigger) {
            database.execute("create trigger meddle %s update on account for each row call '%s'"
                    .formatted(when, trigger.getName()));
        }

        @Override
        void advanceTheVersionBefore() {
            call("before", Meddling.class);
        }

        @Override
        void advanceTheVersionAfter() {
            call("after", MeddlingLater.class);
        }

        @Override
        void refuseNaming() {
            call("before", Refusing.class);
        }

        @Test
        void errorInATriggerLeavesNothingOpen() {
            call("before", Exploding.class);
            try (LendingPool pool = database.pooled(1)) {
                GuardedTable table =
                        JdbcVersioning.over(pool).withoutListeners().table("account", "id");
                assertThat(catchThrowable(() -> table.touch(1).expecting(1).apply()))
                        .isNotNull();
                pool.requireClean();
            }
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {

        private final AtomicInteger functions = new AtomicInteger();

        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        private void trigger(String kind, String event, String table, String options, String body) {
            String name = "meddle_" + functions.incrementAndGet();
            database.execute(
                    "create function %s() returns trigger language plpgsql as $$ begin %s end $$".formatted(name, body),
                    "create %s %s %s on %s %s for each row execute function %s()"
                            .formatted(kind, name, event, table, options, name));
        }

        private void trigger(String event, String body) {
            trigger("trigger", event, "account", "", body);
        }

        @Override
        void advanceTheVersionBefore() {
            trigger("before update", "new.version := new.version + 1; return new;");
        }

        @Override
        void advanceTheVersionAfter() {
            trigger("after update", """
                    if pg_trigger_depth() = 1 then
                      update account set version = version + 1 where id = new.id;
                    end if;
                    return null;""");
        }

        @Override
        void refuseNaming() {
            trigger("before update", """
                    raise exception 'not for %', old.owner using errcode = 'BK001', detail = old.owner;""");
        }

        @Test
        void stateOfATriggersOwnIsTold() {
            refuseNaming();
            assertThatThrownBy(() -> account().touch(1).expecting(1).apply())
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.heldBack("BK001")));
        }

        @Test
        void triggerThatRefusesAtTheEndOfTheTransactionHoldsTheWriteBack() throws SQLException {
            trigger("constraint trigger", "after update", "account", "deferrable initially deferred", """
                    raise exception 'Lovelace' using errcode = 'BK002';""");
            assertThatThrownBy(() -> account().touch(1).expecting(1).apply())
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal()).isEqualTo(Refusal.heldBack("BK002")))
                    .satisfies(thrown -> assertThat(Printed.everything(thrown)).doesNotContain("Lovelace"));
            assertThat(version()).isEqualTo(1);
        }

        @Test
        void whateverBecomesOfACommitTheConnectionComesBackAsItWas() throws SQLException {
            trigger("constraint trigger", "after update", "account", "deferrable initially deferred", """
                    if new.balance = 9 then raise exception 'no' using errcode = 'BK002'; end if;
                    return null;""");
            try (LendingPool pool = database.pooled(1)) {
                GuardedTable table =
                        JdbcVersioning.over(pool).withoutListeners().table("account", "id");
                table.update(1).expecting(1).set("balance", 8).apply();
                assertThatThrownBy(() ->
                                table.update(1).expecting(2).set("balance", 9).apply())
                        .isInstanceOf(WriteRefusedException.class);
                pool.requireClean();
            }
            assertThat(version()).isEqualTo(2);
        }

        @Test
        void insertThatATriggerSwallowsIsHeldBack() throws SQLException {
            trigger("before insert", "return null;");
            assertThatThrownBy(() -> account().insert(3).apply())
                    .isInstanceOfSatisfying(WriteRefusedException.class, thrown -> {
                        assertThat(thrown.refusal()).isEqualTo(Refusal.heldBack(null));
                        assertThat(thrown.id()).isEqualTo(3);
                    });
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> account().within(connection).insert(3).apply())
                        .isInstanceOf(WriteRefusedException.class);
                account().within(connection).touch(1).expecting(1).apply();
                connection.commit();
            }
            assertThat(version()).isEqualTo(2);
        }

        @Test
        void triggerOnAPartitionThatAdvancesTheVersionTooIsFoundAndTheWriteUndone() throws SQLException {
            database.execute(
                    "create table measured (id bigint primary key, note text, version integer not null)"
                            + " partition by range (id)",
                    "create table measured_1 partition of measured for values from (0) to (100)",
                    "insert into measured values (1, 'a', 1)");
            trigger("trigger", "before update", "measured_1", "", "new.version := new.version + 1; return new;");
            GuardedTable measured = JdbcVersioning.over(database.dataSource())
                    .withoutListeners()
                    .table("measured", "id");
            assertThatThrownBy(() ->
                            measured.update(1).expecting(1).set("note", "b").apply())
                    .isInstanceOf(TableUnsuitableException.class);
            assertThat(query("select note from measured")).isEqualTo("a");
        }
    }

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        abstract void advanceTheVersionBefore();

        abstract void advanceTheVersionAfter();

        /** Makes each update fail with a message that names the owner. */
        abstract void refuseNaming();

        @BeforeEach
        void insertARow() {
            accounts.insert(1).set("owner", "Lovelace").set("balance", 5).apply();
        }

        GuardedTable account() {
            return JdbcVersioning.over(database.dataSource()).withoutListeners().table("account", "id");
        }

        long version() throws SQLException {
            return Long.parseLong(query("select version from account where id = 1"));
        }

        private String balance() throws SQLException {
            return query("select balance from account where id = 1");
        }

        @Test
        void triggerThatRefusesHoldsTheWriteBackAndItsTextIsWithheld() throws SQLException {
            refuseNaming();
            assertThatThrownBy(() -> account().touch(1).expecting(1).apply())
                    .isInstanceOfSatisfying(
                            WriteRefusedException.class,
                            thrown -> assertThat(thrown.refusal().code()).isEqualTo(Refusal.HELD_BACK))
                    .satisfies(thrown -> assertThat(Printed.everything(thrown)).doesNotContain("Lovelace"));
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> account()
                                .within(connection)
                                .touch(1)
                                .expecting(1)
                                .apply())
                        .isInstanceOf(WriteRefusedException.class)
                        .satisfies(
                                thrown -> assertThat(Printed.everything(thrown)).doesNotContain("Lovelace"));
            }
            assertThat(version()).isEqualTo(1);
        }

        @Test
        void versionThatATriggerAdvancesAfterTheWriteIsNotReportedAsAnother() throws SQLException {
            advanceTheVersionAfter();
            long[] reported = {1};
            Throwable thrown = catchThrowable(() -> reported[0] =
                    account().update(1).expecting(1).set("balance", 9).apply());
            assertThat(version()).as("after %s", thrown).isEqualTo(reported[0]);
        }

        @Test
        void aWriteThatIsUndoneGivesItsConnectionBackAsItWas() throws SQLException {
            advanceTheVersionBefore();
            try (LendingPool pool = database.pooled(1)) {
                GuardedTable table =
                        JdbcVersioning.over(pool).withoutListeners().table("account", "id");
                assertThatThrownBy(() ->
                                table.update(1).expecting(1).set("balance", 9).apply())
                        .isInstanceOf(TableUnsuitableException.class)
                        .hasMessageEndingWith("the write was undone");
                pool.requireClean();
            }
            assertThat(balance()).isEqualTo("5");
        }

        @Test
        void triggerThatComesAfterTheCheckIsFoundAndTheWriteIsSaidToBeCommitted() throws SQLException {
            GuardedTable account = account();
            account.check();
            advanceTheVersionBefore();
            assertThatThrownBy(() ->
                            account.update(1).expecting(1).set("balance", 9).apply())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageContaining("the write is committed");
            assertThat(balance()).isEqualTo("9");
        }

        @Test
        void triggerThatWasFoundTooLateIsFoundInTimeFromThenOn() throws SQLException {
            GuardedTable account = account();
            account.check();
            advanceTheVersionBefore();
            assertThatThrownBy(() -> account.touch(1).expecting(1).apply())
                    .isInstanceOf(TableUnsuitableException.class);
            long committed = version();
            assertThatThrownBy(() -> account.touch(1).expecting(committed).apply())
                    .isInstanceOf(TableUnsuitableException.class)
                    .hasMessageNotContaining("the write is committed");
            assertThat(version()).isEqualTo(committed);
        }

        @Test
        void triggerThatComesAfterTheCheckCannotBeCommittedInATransactionOfOurs() throws SQLException {
            LocalTransactions transactions = LocalTransactions.over(database.dataSource());
            GuardedTable joining =
                    JdbcVersioning.over(transactions).withoutListeners().table("account", "id");
            joining.check();
            advanceTheVersionBefore();
            assertThatThrownBy(() -> transactions.call(connection -> {
                        assertThatThrownBy(() -> joining.update(1)
                                        .expecting(1)
                                        .set("balance", 9)
                                        .apply())
                                .isInstanceOf(TableUnsuitableException.class);
                        return null;
                    }))
                    .isInstanceOf(CommitFailedException.class);
            assertThat(balance()).isEqualTo("5");
        }

        @Test
        void triggerThatComesAfterTheCheckIsToBeRolledBackInATransactionOfTheCallers() throws SQLException {
            GuardedTable account = account();
            account.check();
            advanceTheVersionBefore();
            try (Connection connection = transaction()) {
                assertThatThrownBy(() -> account.within(connection)
                                .update(1)
                                .expecting(1)
                                .set("balance", 9)
                                .apply())
                        .isInstanceOf(TableUnsuitableException.class)
                        .hasMessageContaining("roll the transaction back");
                connection.rollback();
            }
            assertThat(balance()).isEqualTo("5");
        }
    }
}
