package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Refused;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many statements a bulk takes on PostgreSQL. */
@RunsOn(DatabaseKind.POSTGRES)
class StatementsTest extends OnDatabase {

    StatementsTest() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void insertRowsAndLetTheTableBeChecked() {
        database.execute(
                "insert into account select n, 'owner ' || n, 5 from generate_series(%d, 1000) as n"
                        .formatted(ROWS + 1),
                "alter table account add code varchar(3) default 'new' not null");
        List<Outcome> unused = bulk.apply(
                        List.of(bulk.touch(-1L).expecting(1), bulk.touch(-2L).expecting(1)))
                .outcomes();
        probe.clear();
    }

    @Test
    void chunkTakesOneStatementAndOneCommit() {
        assertThat(positions(bulk.apply(balances(1000, 9)).outcomes(), Applied.class))
                .hasSize(1000);
        assertThat(probe.statements()).hasSize(1);
        assertThat(probe.commits()).isEqualTo(1);
    }

    @Test
    void losersOfAChunkTakeOneMore() {
        List<RowChange> changes = new ArrayList<>(balances(1000, 9));
        for (int lost = 0; lost < 1000; lost += 20) {
            changes.set(lost, bulk.update(lost + 1L).expecting(7).set("balance", 9));
        }
        assertThat(positions(bulk.apply(changes).outcomes(), Applied.class)).hasSize(950);
        assertThat(probe.statements()).hasSize(2);
    }

    @Test
    void oneRowTakesOneStatementAndNoTransaction() {
        assertThat(positions(bulk.apply(balances(1, 9)).outcomes(), Applied.class))
                .hasSize(1);
        assertThat(probe.statements()).hasSize(1);
        assertThat(probe.commits()).isZero();
    }

    /**
     * What was counted before; all of them twice; the condition, and who does not meet it; the bad one alone; what undoes these
     * three; those before it, and those behind.
     */
    @Test
    void badRowAmongAThousandTakesElevenStatements() {
        List<RowChange> changes = new ArrayList<>(balances(1000, 9));
        changes.set(500, balance(501, -1));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(500);
        assertThat(positions(outcomes, Applied.class)).hasSize(999);
        assertThat(probe.statements()).hasSize(11);
    }

    /** How far the second try came is counted as it is undone: those before, the bad one, what undoes it, and those behind. */
    @Test
    void badRowThatNoConditionTellsTakesEight() {
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(bulk.update(id).expecting(1).set("code", id == 501 ? "long" : "ok"));
        }
        assertThat(positions(bulk.apply(changes).outcomes(), Refused.class)).containsExactly(500);
        assertThat(probe.statements()).hasSize(8);
    }

    /** It was written when the index refused it, and is counted. */
    @Test
    void rowThatAnIndexRefusesTakesEight() {
        database.execute("create unique index on account (owner)");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(bulk.update(id).expecting(1).set("owner", id == 501 ? "new 7" : "new " + id));
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(500);
        assertThat(positions(outcomes, Applied.class)).hasSize(999);
        assertThat(probe.statements()).hasSize(8);
    }

    /** Every third row is bad, and every seventh is not at its version. */
    private List<Outcome> withManyBad(String column, @Nullable Object good, @Nullable Object bad) {
        database.execute("update account set version = 3 where mod(id, 7) = 0");
        List<RowChange> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(bulk.update(id).expecting(1).set("owner", "x").set(column, id % 3 == 0 ? bad : good));
        }
        probe.clear();
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        for (int id = 1; id <= 1000; id++) {
            Class<? extends Outcome> expected =
                    id % 7 == 0 ? Outcome.Conflicted.class : id % 3 == 0 ? Refused.class : Applied.class;
            assertThat(outcomes.get(id - 1)).as("row %s", id).isInstanceOf(expected);
        }
        assertThat(number("select count(*) from account where version = 2 and owner = 'x'"))
                .isEqualTo(positions(outcomes, Applied.class).size());
        return outcomes;
    }

    /** A guess at where a statement failed is wrong behind rows that lost, and costs no more than statements. */
    @Test
    void manyBadRowsAmongLosersAreIsolated() {
        List<Outcome> unused = withManyBad("code", "ok", "long");
        // so many good parts between bad rows are more than may be held in one transaction
        assertThat(probe.commits()).isBetween(4, 20);
    }

    /** The condition tells which rows to try alone: each takes a statement, and one that undoes it. */
    @Test
    void manyRowsThatAConstraintRefusesTakeTwoStatementsEach() {
        int refused = positions(withManyBad("balance", 9, -1), Refused.class).size();
        assertThat(probe.statements()).hasSizeBetween(2 * refused, 2 * refused + 30);
        assertThat(probe.commits()).isLessThan(4);
    }

    @Test
    void manyNullsTakeTwoStatementsEach() {
        int refused = positions(withManyBad("code", "ok", null), Refused.class).size();
        assertThat(probe.statements()).hasSizeBetween(2 * refused, 2 * refused + 30);
        assertThat(probe.commits()).isLessThan(4);
    }

    /** More shapes than are kept: those of a call are its own. */
    @Test
    void shapesThatAreNotKeptAreStillOfOneStatement() {
        StringBuilder columns = new StringBuilder("alter table account add c0 integer");
        for (int column = 1; column < 9; column++) {
            columns.append(", add c").append(column).append(" integer");
        }
        database.execute(columns.toString());
        BulkTable fresh = BulkVersioning.over(probe.watch(database.dataSource()))
                .withoutListeners()
                .table("account", "id");
        for (int shape = 1; shape <= 210; shape++) {
            RowChange change = fresh.update(1L).expecting(shape);
            for (int column = 0; column < 9; column++) {
                change = (shape & 1 << column) == 0 ? change : change.set("c" + column, 1);
            }
            assertThat(positions(fresh.apply(List.of(change)).outcomes(), Applied.class))
                    .hasSize(1);
        }
        List<RowChange> changes = new ArrayList<>();
        for (long id = 101; id <= 300; id++) {
            RowChange change = fresh.update(id).expecting(1).set("c8", 5);
            changes.add(id % 2 == 0 ? change : change.set("c7", 4));
        }
        probe.clear();
        assertThat(positions(fresh.apply(changes).outcomes(), Applied.class)).hasSize(200);
        assertThat(probe.statements()).hasSizeLessThan(6);
    }
}
