package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Refused;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What else goes wrong in a chunk with a bad row, whose good pieces are committed together, changes no outcome of these. */
@RunsOn(DatabaseKind.POSTGRES)
class SplitChunksTest extends OnDatabase {

    private static final String RECEIPTS = "create table bulk_receipt (id uuid primary key, committed boolean not null,"
            + " created_at timestamp with time zone default current_timestamp not null)";

    SplitChunksTest() {
        super(DatabaseKind.POSTGRES);
    }

    private void requireTrue(List<Outcome> outcomes) {
        for (int at = 0; at < outcomes.size(); at++) {
            assertThat(version(at + 1L)).as("row %s", at).isEqualTo(outcomes.get(at) instanceof Applied ? 2 : 1);
        }
    }

    @Test
    void receiptThatCantBeLeftForAMomentMakesNoConflicts() throws Exception {
        database.execute(RECEIPTS);
        List<RowChange> changes = new ArrayList<>(balances(9, 9));
        changes.set(8, balance(9, -1));
        try (Connection other = transaction()) {
            probe.onStatement("insert into bulk_receipt")
                    .nth(1)
                    .runBefore(() -> execute(other, "lock table bulk_receipt in access exclusive mode"));
            probe.onStatement("insert into bulk_receipt").nth(2).runBefore(other::rollback);
            List<Outcome> outcomes = bulk.leavingReceiptsIn("bulk_receipt")
                    .lockTimeout(Duration.ofMillis(300))
                    .apply(changes)
                    .outcomes();
            other.rollback();
            requireTrue(outcomes);
            assertThat(positions(outcomes, Outcome.Conflicted.class)).isEmpty();
        }
    }

    /** A trigger writes to a table whose constraint is deferred: nobody sees that before COMMIT. */
    @Test
    void rowThatBreaksSomethingAtCommitTakesNoOtherWithIt() {
        database.execute(
                "create table reason (id integer primary key)",
                "insert into reason values (9)",
                "create table audit (account bigint, reason integer references reason deferrable initially deferred)",
                "create function audit() returns trigger language plpgsql as $$ begin"
                        + " insert into audit values (new.id, new.balance); return new; end $$",
                "create trigger audit after update on account for each row execute function audit()");
        List<RowChange> changes = new ArrayList<>(balances(20, 9));
        changes.set(4, balance(5, 7));
        List<Outcome> outcomes = bulk.chunksOf(10).apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(4);
        assertThat(positions(outcomes, Applied.class)).hasSize(19);
        requireTrue(outcomes);
    }

    @Test
    @Timeout(60)
    void rowThatTheDatabaseGivesUpEachTimeEndsTheTriesOfItsChunk() {
        database.execute(
                "alter table account add code text unique",
                "update account set code = 'b' where id = 2",
                "update account set code = 'a' where id = 3",
                "create function again() returns trigger language plpgsql as $$ begin"
                        + " if new.id = 4 then raise exception 'again' using errcode = '40001'; end if; return new; end $$",
                "create trigger again before update on account for each row execute function again()");
        List<Outcome> outcomes = bulk.apply(List.of(
                        bulk.update(1L).expecting(1).set("owner", "x").set("code", "z"),
                        bulk.update(2L).expecting(1).set("code", "c"),
                        bulk.update(3L).expecting(1).set("owner", "x").set("code", "b"),
                        bulk.update(4L).expecting(1).set("owner", "x")))
                .outcomes();
        requireTrue(outcomes);
        assertThat(outcomes.get(3)).isEqualTo(NotApplied.because(NotApplied.ABORTED, "40001"));
    }

    @Test
    void badRowFarAwayLeavesDeferredConstraintsDeferred() {
        database.execute(
                "alter table account add code text constraint codes unique deferrable initially deferred",
                "update account set code = 'c' where id = 3",
                "update account set code = 'd' where id = 4");
        List<RowChange> changes = new ArrayList<>(balances(16, 9));
        changes.set(2, bulk.update(3L).expecting(1).set("code", "d"));
        changes.set(3, bulk.update(4L).expecting(1).set("owner", "x").set("code", "c"));
        changes.set(15, balance(16, -1));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).contains(15);
        assertThat(positions(outcomes, Applied.class)).hasSizeGreaterThanOrEqualTo(13);
        requireTrue(outcomes);
    }

    @Test
    void rowThatTheDatabaseGivesUpTakesNoGoodPieceWithIt() {
        database.execute(
                "create function again() returns trigger language plpgsql as $$ begin"
                        + " if new.id = 20 then raise exception 'again' using errcode = '40001'; end if; return new; end $$",
                "create trigger again before update on account for each row execute function again()");
        List<RowChange> changes = new ArrayList<>(balances(30, 9));
        changes.set(0, balance(1, -1));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(0);
        assertThat(positions(outcomes, Applied.class)).hasSizeGreaterThanOrEqualTo(24);
        requireTrue(outcomes);
    }

    @Test
    void receiptThatFailsOnceLosesNoRow() {
        database.execute(
                "insert into account select n, 'o', 5 from generate_series(31, 400) as n",
                RECEIPTS,
                "create sequence s",
                "create function once() returns trigger language plpgsql as $$ begin"
                        + " if nextval('s') = 1 then raise exception 'once'; end if; return new; end $$",
                "create trigger once before insert on bulk_receipt for each row execute function once()");
        List<RowChange> changes = new ArrayList<>(balances(400, 9));
        for (int at = 3; at < 400; at += 16) {
            changes.set(at, balance(at + 1, -1));
        }
        List<Outcome> outcomes =
                bulk.leavingReceiptsIn("bulk_receipt").apply(changes).outcomes();
        requireTrue(outcomes);
        assertThat(positions(outcomes, Applied.class)).hasSize(375);
    }

    @Test
    void connectionThatIsLostInMidSplitTellsNoConflictWithWhatIsLost() {
        AtomicInteger writes = new AtomicInteger();
        List<RowChange> changes = new ArrayList<>();
        changes.add(balance(1, 7));
        changes.add(balance(1, 8));
        for (long id = 2; id <= 16; id++) {
            changes.add(balance(id, id == 16 ? -1 : 9));
        }
        probe.onStatement(sql -> sql.contains("balance") && writes.incrementAndGet() == 4)
                .runBefore(() -> database.execute("select pg_terminate_backend(pid, 10000) from pg_stat_activity"
                        + " where application_name = current_schema() and pid <> pg_backend_pid()"
                        + " and state = 'idle in transaction'"));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Outcome.Conflicted.class)).isEmpty();
        assertThat(positions(outcomes, Applied.class)).isEmpty();
        assertThat(number("select count(*) from account where version = 2")).isZero();
    }
}
