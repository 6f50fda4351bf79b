package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.LendingPool;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.StatementProbe;
import java.sql.Connection;
import java.util.List;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What triggers and restless writers do to a row is found out, and undone where it is not what was written. */
class TriggersTests {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }

        /** Advances the version besides the library. */
        public static final class Meddling implements Trigger {
            private static final int VERSION = 6;

            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {
                after[VERSION] = (int) after[VERSION] + 1;
            }
        }

        /** Notes who was here. */
        public static final class Harmless implements Trigger {
            private static final int NOTE = 3;

            @Override
            public void fire(Connection connection, Object[] before, Object[] after) {
                after[NOTE] = "noted";
            }
        }

        private void call(Class<? extends Trigger> trigger) {
            database.execute("create trigger meddle before insert, update on \"account\" for each row call '%s'"
                    .formatted(trigger.getName()));
        }

        @Override
        void advanceTheVersion() {
            call(Meddling.class);
        }

        @Override
        void changeAnotherField() {
            call(Harmless.class);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }

        private void trigger(String body) {
            database.execute(
                    "create function meddle() returns trigger language plpgsql as $$ begin " + body + " end $$",
                    "create trigger meddle before insert or update on account for each row execute function meddle()");
        }

        @Override
        void advanceTheVersion() {
            trigger("new.version := new.version + 1; return new;");
        }

        @Override
        void changeAnotherField() {
            trigger("new.note := 'noted'; return new;");
        }

        @Test
        void writeThatIsSwallowedIsARefusal() {
            trigger("return null;");
            assertThatThrownBy(() -> versioning.store(loaded)).isInstanceOf(WriteRefusedException.class);
            AccountRecord another = another();
            assertThatThrownBy(() -> versioning.store(another)).isInstanceOf(WriteRefusedException.class);
            assertThat(account(1).getVersion()).isEqualTo(1);
        }
    }

    abstract static class Cases extends OnDatabase {

        AccountRecord loaded;

        Cases(DatabaseKind kind) {
            super(kind);
        }

        abstract void advanceTheVersion();

        abstract void changeAnotherField();

        @BeforeEach
        void load() {
            AccountRecord unused = insertAccount(1);
            loaded = account(1);
            loaded.setOwner("Bob");
        }

        final AccountRecord another() {
            AccountRecord another = loaded.copy();
            another.setId(2L);
            return another;
        }

        @Test
        void triggerThatChangesAnotherFieldIsNoObstacle() {
            changeAnotherField();
            AccountRecord another = another();
            try (LendingPool pool = database.pooled(1)) {
                JooqVersioning pooled = JooqVersioning.over(using(pool)).withoutListeners();
                assertThat(pooled.store(loaded)).isEqualTo(2);
                assertThat(pooled.store(another)).isEqualTo(1);
                pooled.transaction(joined -> {
                    joined.store(loaded);
                    joined.store(another);
                });
                pool.requireClean();
            }
            assertThat(loaded.getVersion()).isEqualTo(3);
            assertThat(another.getVersion()).isEqualTo(2);
            assertThat(account(1).getVersion()).isEqualTo(3);
            assertThat(account(2).getVersion()).isEqualTo(2);
            assertThat(account(1).getNote()).isEqualTo("noted");
        }

        @Test
        void triggerThatAdvancesTheVersionTooIsFoundOutAndItsWriteUndone() {
            advanceTheVersion();
            JooqVersioning fresh = JooqVersioning.over(dsl).withoutListeners();
            AccountRecord another = another();
            for (AccountRecord record : List.of(loaded, another)) {
                List<List<Object>> before = image(record);
                assertThatThrownBy(() -> fresh.store(record)).isInstanceOf(TableUnsuitableException.class);
                fresh.transaction(joined ->
                        assertThatThrownBy(() -> joined.store(record)).isInstanceOf(TableUnsuitableException.class));
                assertThat(image(record)).isEqualTo(before);
            }
            assertThat(dsl.fetchSingle(ACCOUNT).getOwner()).isEqualTo("Ada");
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        private JooqVersioning restless(StatementProbe probe) {
            JooqVersioning watched = JooqVersioning.over(using(probe.watch(database.dataSource())))
                    .withoutListeners();
            watched.table(ACCOUNT).check();
            for (int attempt = 1; attempt <= 3; attempt++) {
                probe.onStatement(sql -> sql.startsWith("update")).nth(attempt).runBefore(() -> moveTo(9));
                probe.onStatement("isolation").nth(attempt).runBefore(() -> moveTo(1));
            }
            return watched;
        }

        private void moveTo(int version) {
            dsl.update(ACCOUNT).set(ACCOUNT.VERSION, version).execute();
        }

        private String locking() {
            return isPostgres() ? "for no key update" : "for update";
        }

        @Test
        void rowThatMovesBackAndForthIsLockedAndWritten() {
            StatementProbe probe = new StatementProbe();
            JooqVersioning watched = restless(probe);
            assertThat(watched.store(loaded)).isEqualTo(2);
            assertThat(account(1)).isEqualTo(loaded);
            assertThat(probe.count(sql -> sql.endsWith(locking()))).isEqualTo(1);
            probe.requireAllHappened();
        }

        @Test
        void rowThatHasMovedOnWhenItIsLockedIsAConflict() {
            StatementProbe probe = new StatementProbe();
            JooqVersioning watched = restless(probe);
            probe.onStatement(locking()).runBefore(() -> moveTo(7));
            assertThatThrownBy(() -> watched.store(loaded))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("account 1: expected version 1, found 7");
            assertThat(account(1).getOwner()).isEqualTo("Ada");
            probe.requireAllHappened();
        }
    }
}
