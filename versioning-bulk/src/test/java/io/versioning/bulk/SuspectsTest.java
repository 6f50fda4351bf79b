package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Refused;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rows that a condition seems to refuse are tried before anything is said of them, and that has its limits. */
@RunsOn(DatabaseKind.POSTGRES)
class SuspectsTest extends OnDatabase {

    SuspectsTest() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void insertRows() {
        database.execute("insert into account select n, 'owner ' || n, 5 from generate_series(%d, 1000) as n"
                .formatted(ROWS + 1));
    }

    /** As a column rounds it, the number meets the condition that it does not meet as it is given. */
    @Test
    void rowThatIsSuspectedIsWritten() {
        database.execute("alter table account add rate numeric(5, 2) check (rate <= 100)");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 100; id++) {
            changes.add(bulk.update(id).expecting(1).set("rate", new BigDecimal(id % 10 == 0 ? "100.01" : "100.004")));
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).hasSize(10);
        assertThat(positions(outcomes, Applied.class)).hasSize(90);
        assertThat(number("select count(*) from account where version = 2 and rate = 100"))
                .isEqualTo(90);
    }

    @Test
    @Timeout(20)
    void suspectsThatOthersHoldAreBusyAfterOneWait() throws Exception {
        try (Connection other = transaction()) {
            execute(other, "select 1 from account where id between 21 and 40 for update");
            List<RowChange> changes = new ArrayList<>(balances(100, 9));
            changes.set(2, balance(3, -1));
            for (int id = 21; id <= 40; id++) {
                changes.set(id - 1, balance(id, -1));
            }
            List<Outcome> outcomes =
                    bulk.lockTimeout(Duration.ofSeconds(1)).apply(changes).outcomes();
            other.rollback();
            assertThat(positions(outcomes, Applied.class)).hasSize(79);
            assertThat(positions(outcomes, NotApplied.class)).hasSize(20);
            assertThat(outcomes.get(2)).isInstanceOf(Refused.class);
        }
    }

    @Test
    void nullsThatATriggerFillsAreSoonSuspectedNoMore() {
        database.execute(
                "create function fill() returns trigger language plpgsql as $$ begin if new.id <> 500 then"
                        + " new.owner := coalesce(new.owner, old.owner); end if; return new; end $$",
                "create trigger fill before update on account for each row execute function fill()");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(bulk.update(id).expecting(1).set("balance", 6).set("owner", null));
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(499);
        assertThat(positions(outcomes, Applied.class)).hasSize(999);
        assertThat(probe.statements()).hasSizeLessThan(200);
    }

    @Test
    void rowsThatLostAreNotSuspected() {
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(bulk.update(id).expecting(id == 500 ? 1 : 7).set("owner", null));
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(499);
        assertThat(positions(outcomes, Outcome.Conflicted.class)).hasSize(999);
        assertThat(probe.statements()).hasSizeLessThan(40);
    }

    /** Where each bad row has a condition of its own, what was written before it is not written in vain each time. */
    @Test
    void badRowsOfManyConditionsCostNoMoreThanOthers() {
        StringBuilder columns = new StringBuilder("alter table account add n0 integer default 1 not null");
        for (int column = 1; column < 50; column++) {
            columns.append(", add n").append(column).append(" integer default 1 not null");
        }
        database.execute(columns.toString());
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            RowChange change = bulk.update(id).expecting(1);
            for (int column = 0; column < 50; column++) {
                change = change.set("n" + column, id == 20L * (column + 1) ? null : 2);
            }
            changes.add(change);
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).hasSize(50);
        assertThat(positions(outcomes, Applied.class)).hasSize(950);
        assertThat(number("select pg_stat_get_tuples_updated('account'::regclass)"))
                .isLessThan(8000);
    }

    /** A condition may be a function that writes; what it writes because it is asked is undone. */
    @Test
    void conditionThatWritesIsAskedInVain() {
        database.execute(
                "create table seen (id bigint)",
                "create function note(i bigint, v integer) returns boolean language plpgsql volatile as $$ begin"
                        + " insert into seen values (i); return i <> 101 or v < 2; end $$",
                "alter table account add constraint noted check (note(id, version))",
                "delete from seen");
        List<Outcome> outcomes = bulk.apply(balances(1000, 9)).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(100);
        assertThat(number("select count(*) from seen")).isEqualTo(999);
    }
}
