package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Conflicted;
import io.versioning.Outcome.Refused;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables, ids and values out of the ordinary. */
@RunsOn(DatabaseKind.POSTGRES)
class OddTablesTest extends OnDatabase {

    OddTablesTest() {
        super(DatabaseKind.POSTGRES);
    }

    private BulkTable table(String name) {
        return BulkVersioning.over(probe.watch(database.dataSource()))
                .withoutListeners()
                .table(name, "id");
    }

    /** Rights on columns are none on what the system knows of a row. */
    @Test
    void roleThatMaySeeSomeColumnsWritesThem() throws Exception {
        String schema = text("select current_schema()");
        String role = "clerk_of_" + schema;
        database.execute(
                "create role " + role,
                "grant usage on schema " + schema + " to " + role,
                "grant select (id, balance, version), update (balance, version) on account to " + role);
        try (Connection connection = transaction()) {
            execute(connection, "set local role " + role);
            BulkTable joined = bulk.within(probe.watch(connection));
            List<Outcome> outcomes = joined.apply(balances(10, 9)).outcomes();
            assertThat(positions(outcomes, Applied.class)).hasSize(10);
            connection.rollback();
        } finally {
            database.execute("drop owned by " + role, "drop role " + role);
        }
    }

    @Test
    void ruleThatCameAfterTheCheckMakesNoRowWritten() {
        List<Outcome> unused = bulk.apply(balances(1, 9)).outcomes();
        database.execute(
                "create table shadow (id bigint, balance integer)",
                "insert into shadow select n, 0 from generate_series(1, 30) as n",
                "create rule away as on update to account do instead"
                        + " update shadow set balance = new.balance where id = old.id");
        List<Outcome> outcomes = bulk.apply(List.of(balance(2, 9))).outcomes();
        assertThat(positions(outcomes, Applied.class)).isEmpty();
        assertThat(version(2)).isEqualTo(1);
    }

    @Test
    void triggerThatCameAfterTheCheckIsNoticedByARowAlone() {
        List<Outcome> unused = bulk.apply(balances(1, 9)).outcomes();
        database.execute(
                "create function jump() returns trigger language plpgsql as $$ begin"
                        + " new.version := old.version + 10; return new; end $$",
                "create trigger jump before update on account for each row execute function jump()");
        assertThat(positions(bulk.apply(List.of(balance(2, 9))).outcomes(), Applied.class))
                .isEmpty();
    }

    @Test
    void idThatIsTooLongForACharNamesNoOtherRow() {
        database.execute(
                "create table letter (id \"char\" primary key, word text, version int not null default 1)",
                "insert into letter values ('a', 'x'), ('b', 'x')");
        BulkTable letters = table("letter");
        List<Outcome> outcomes = letters.apply(List.of(
                        letters.update("abc").expecting(1).set("word", "y"),
                        letters.update("b").expecting(1).set("word", "y")))
                .outcomes();
        assertThat(positions(outcomes, Conflicted.class)).containsExactly(0);
        assertThat(positions(outcomes, Applied.class)).containsExactly(1);
        assertThat(text("select word from letter where id = 'a'")).isEqualTo("x");
    }

    @Test
    void idThatIsTooFineForMoneyIsRefused() {
        database.execute(
                "create table price (id money primary key, word text, version int not null default 1)",
                "insert into price values (1, 'x'), (2, 'x')");
        BulkTable prices = table("price");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> prices.apply(List.of(
                        prices.update(2).expecting(1).set("word", "y"),
                        prices.update(1.004).expecting(1).set("word", "y"))))
                .withMessageStartingWith("updates: row 1:");
        assertThat(number("select count(*) from price where word = 'y'")).isZero();
    }

    /** A number of the application's own, which is written with a comma. */
    private static final class Thousands extends Number {
        private static final long serialVersionUID = 1;

        @Override
        public int intValue() {
            return 1234;
        }

        @Override
        public long longValue() {
            return 1234;
        }

        @Override
        public float floatValue() {
            return 1234;
        }

        @Override
        public double doubleValue() {
            return 1234;
        }

        @Override
        public String toString() {
            return "1,234";
        }
    }

    @Test
    void numberWithACommaMovesNoOtherRowsValue() {
        database.execute("alter table account add column rate numeric");
        List<Outcome> outcomes = bulk.apply(List.of(
                        bulk.update(1L).expecting(1).set("rate", new Thousands()),
                        bulk.update(2L).expecting(1).set("rate", 5)))
                .outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(0);
        assertThat(number("select rate from account where id = 2")).isEqualTo(5);
    }

    @Test
    void tableWithARuleThatDoesSomethingBesidesIsWritten() {
        database.execute(
                "create table log (id bigint)",
                "create rule audit as on update to account do also insert into log values (new.id)");
        List<RowChange> changes = new ArrayList<>(balances(5, 9));
        changes.set(3, balance(4, -1));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(3);
        assertThat(positions(outcomes, Applied.class)).hasSize(4);
        assertThat(number("select count(*) from log")).isEqualTo(4);
    }

    @Test
    void rowsThatFailOneBehindTheOtherForWhatMayBeTheStatementTakeNoGoodRowWithThem() {
        database.execute(
                "insert into account select n, 'o', 5 from generate_series(%d, 1000) as n".formatted(ROWS + 1),
                "alter table account add column words tsquery");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            boolean isBad = id <= 2 || (id >= 500 && id < 515);
            changes.add(bulk.update(id).expecting(1).set("words", isBad ? "cat &" : "cat"));
        }
        assertThat(positions(bulk.apply(changes).outcomes(), Applied.class)).hasSize(1000 - 2 - 15);
    }

    /** Only the database compares these ids; that this one is none, Java knows too, and before anything is written. */
    @Test
    void idOfTheWrongTypeIsNamedAndTheRowsOfAStreamBeforeItAreWritten() {
        database.execute(
                "create table day (id date primary key, word text, version int not null default 1)",
                "insert into day values ('2024-01-01', 'x'), ('2024-01-02', 'x')");
        BulkTable days = table("day");
        List<Outcome> told = new ArrayList<>();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> days.stream(List.of(
                                        days.update(LocalDate.of(2024, 1, 1))
                                                .expecting(1)
                                                .set("word", "y"),
                                        days.update(5).expecting(1).set("word", "y"))
                                .iterator())
                        .into(row -> told.add(row.outcome())))
                .withMessageStartingWith("updates: row 1:");
        assertThat(positions(told, Applied.class)).containsExactly(0);
    }

    /** PostgreSQL counts what is written to the partitions, and nothing for the table. */
    @Test
    void badRowOfAPartitionedTableTakesFewStatements() {
        database.execute(
                "create table part (id bigint primary key, balance int check (balance >= 0), version int not null default 1)"
                        + " partition by range (id)",
                "create table part_1 partition of part for values from (1) to (9999)",
                "insert into part select n, 1 from generate_series(1, 1000) as n");
        BulkTable parts = table("part");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(parts.update(id).expecting(1).set("balance", id == 500 ? -1 : 2));
        }
        assertThat(positions(parts.apply(changes).outcomes(), Applied.class)).hasSize(999);
        assertThat(probe.statements()).hasSizeLessThan(50);
    }
}
