package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Refused;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.ArrayList;
import java.util.List;
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
        database.execute("insert into account select n, 'owner ' || n, 5 from generate_series(%d, 1000) as n"
                .formatted(ROWS + 1));
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
     * What was counted before; all of them twice; how far the second try came; those before, the bad one, how far that came,
     * and those behind.
     */
    @Test
    void badRowAmongAThousandTakesEightStatements() {
        List<RowChange> changes = new ArrayList<>(balances(1000, 9));
        changes.set(500, balance(501, -1));
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        assertThat(positions(outcomes, Refused.class)).containsExactly(500);
        assertThat(positions(outcomes, Applied.class)).hasSize(999);
        assertThat(probe.statements()).hasSize(8);
    }

    /** It was written when the index refused it, and is counted. */
    @Test
    void rowThatAnIndexRefusesTakesAsMany() {
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

    /** A guess at where a statement failed is wrong behind rows that lost, and costs no more than statements. */
    @Test
    void manyBadRowsAmongLosersAreIsolated() {
        database.execute("update account set version = 3 where mod(id, 7) = 0");
        List<RowChange> changes = new ArrayList<>(balances(1000, 9));
        for (int id = 3; id <= 1000; id += 3) {
            changes.set(id - 1, balance(id, -1));
        }
        List<Outcome> outcomes = bulk.apply(changes).outcomes();
        for (int id = 1; id <= 1000; id++) {
            Class<? extends Outcome> expected =
                    id % 7 == 0 ? Outcome.Conflicted.class : id % 3 == 0 ? Refused.class : Applied.class;
            assertThat(outcomes.get(id - 1)).as("row %s", id).isInstanceOf(expected);
        }
        assertThat(number("select count(*) from account where version = 2 and balance = 9"))
                .isEqualTo(positions(outcomes, Applied.class).size());
        // so many good parts between bad rows are more than may be held in one transaction
        assertThat(probe.commits()).isBetween(4, 20);
    }
}
