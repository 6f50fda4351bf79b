package io.versioning.bulk.jooq;

import static io.versioning.bulk.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.bulk.jooq.generated.tables.records.AccountRecord;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bulk over jOOQ takes as many statements on PostgreSQL as one over JDBC. */
@RunsOn(DatabaseKind.POSTGRES)
class StatementsTest extends OnDatabase {

    StatementsTest() {
        super(DatabaseKind.POSTGRES);
    }

    @BeforeEach
    void insertRowsAndLetTheTableBeChecked() {
        database.execute("insert into \"account\" select n, 'owner ' || n, 5 from generate_series(%d, 1000) as n"
                .formatted(ROWS + 1));
        assertThat(accounts.apply(List.of(
                                accounts.touch(-1L).expecting(1),
                                accounts.touch(-2L).expecting(1)))
                        .failed())
                .hasSize(2);
        probe.clear();
    }

    private List<RecordChange<AccountRecord>> balances(int balance) {
        List<RecordChange<AccountRecord>> changes = new ArrayList<>();
        for (long id = 1; id <= 1000; id++) {
            changes.add(accounts.update(id).expecting(1).set(ACCOUNT.BALANCE, balance));
        }
        return changes;
    }

    @Test
    void chunkTakesOneStatementAndOneCommit() {
        assertThat(accounts.apply(balances(9)).succeeded()).hasSize(1000);
        assertThat(probe.statements()).hasSize(1);
        assertThat(probe.commits()).isEqualTo(1);
    }

    @Test
    void losersOfAChunkTakeOneMoreAndComeWithTheirState() {
        List<RecordChange<AccountRecord>> changes = balances(9);
        for (int lost = 0; lost < 1000; lost += 20) {
            changes.set(lost, accounts.update(lost + 1L).expecting(7).set(ACCOUNT.BALANCE, 9));
        }
        var result = accounts.withCurrentState().apply(changes);
        assertThat(result.succeeded()).hasSize(950);
        assertThat(result.failed())
                .allSatisfy(row ->
                        assertThat(conflict(row.outcome()).currentState()).get().isInstanceOf(AccountRecord.class));
        assertThat(probe.statements()).hasSize(2);
    }

    @Test
    void oneRowTakesOneStatementAndNoTransaction() {
        assertThat(accounts.apply(balances(9).subList(0, 1)).succeeded()).hasSize(1);
        assertThat(probe.statements()).hasSize(1);
        assertThat(probe.commits()).isZero();
    }

    @Test
    void badRowAmongAThousandTakesElevenStatements() {
        List<RecordChange<AccountRecord>> changes = balances(9);
        changes.set(500, accounts.update(501L).expecting(1).set(ACCOUNT.BALANCE, -1));
        assertThat(accounts.apply(changes).succeeded()).hasSize(999);
        assertThat(probe.statements()).hasSize(11);
    }

    /** One that locks all in their order, one for those that travel together, and one for each expression. */
    @Test
    void expressionTakesAStatementOfItsOwn() {
        List<RecordChange<AccountRecord>> changes = balances(9);
        changes.set(5, accounts.update(6L).expecting(1).set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.plus(1)));
        changes.set(7, accounts.update(8L).expecting(1).set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.plus(1)));
        assertThat(accounts.apply(changes).succeeded()).hasSize(1000);
        assertThat(probe.statements()).hasSize(4);
    }
}
