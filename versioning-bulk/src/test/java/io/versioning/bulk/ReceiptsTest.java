package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.Outcome.Unknown;
import io.versioning.bulk.fault.Cut;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown rows of transactions that leave a receipt, on a server whose own word does not count. */
@RunsOn(DatabaseKind.POSTGRES)
class ReceiptsTest extends ThroughProxy {

    static final String TABLE = """
            create table bulk_receipt (
              id uuid primary key,
              committed boolean not null,
              created_at timestamp with time zone default current_timestamp not null
            )""";

    private static final NotApplied ROLLED_BACK = NotApplied.because(NotApplied.ROLLED_BACK);

    private BulkTable leaving;

    @BeforeEach
    void createReceipts() {
        database.execute(TABLE);
        leaving = cut.leavingReceiptsIn("bulk_receipt");
    }

    private BulkUpdateResult<Object, RowChange> lost(Cut where) {
        proxy.cut(where, 0);
        BulkUpdateResult<Object, RowChange> result = leaving.apply(balances(2, 9));
        assertThat(result.unresolved()).hasSize(2);
        database.execute("select pg_stat_reset_shared('wal')");
        return result;
    }

    private List<Outcome> resolved(BulkUpdateResult<Object, RowChange> result) {
        return bulk.resolve(result).outcomes();
    }

    @Test
    void commitWhoseAnswerWasLostIsSettledByItsReceipt() {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.DURING_COMMIT);
        assertThat(resolved(lost)).containsOnly(Applied.updated(2, Durability.COMMITTED));
        assertThat(resolved(lost)).containsOnly(Applied.updated(2, Durability.COMMITTED));
        assertThat(version(1)).isEqualTo(2);
    }

    @Test
    void commitThatIsStillUnderWayStaysUnknownUntilItIsThrough() throws Exception {
        BulkUpdateResult<Object, RowChange> lost = lost(Cut.COMMIT_UNDER_WAY);
        assertThat(resolved(lost)).containsOnly(new Unknown());
        proxy.letGo();
        assertThat(resolved(lost)).containsOnly(Applied.updated(2, Durability.COMMITTED));
    }

    @Test
    void oneRowAloneIsSettledToo() {
        proxy.cut(Cut.DURING_COMMIT, 0);
        assertThat(resolved(leaving.apply(balances(1, 9)))).containsExactly(Applied.updated(2, Durability.COMMITTED));
        proxy.cut(Cut.BEFORE_COMMIT, 0);
        assertThat(resolved(leaving.inInputOrder().apply(List.of(bulk.touch(1L).expecting(2)))))
                .containsExactly(ROLLED_BACK);
    }

    @Test
    void allOrNothingLeavesOneReceipt() {
        proxy.cut(Cut.DURING_COMMIT, 0);
        BulkUpdateResult<Object, RowChange> lost =
                leaving.chunksOf(10).allOrNothing().apply(balances(ROWS, 9));
        database.execute("select pg_stat_reset_shared('wal')");
        assertThat(resolved(lost)).containsOnly(Applied.updated(2, Durability.COMMITTED));
        assertThat(number("select count(*) from bulk_receipt")).isEqualTo(1);
    }

    @Test
    void chunkThatIsUndoneLeavesNoReceipt() {
        assertThat(leaving.apply(List.of(balance(1, -1), balance(2, -1))).failed())
                .hasSize(2);
        assertThat(number("select count(*) from bulk_receipt")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"drop table bulk_receipt", "alter table bulk_receipt add constraint no check (not committed)"})
    void whereNoReceiptCanBeLeftNothingIsWritten(String broken) {
        database.execute(broken);
        List<Outcome> outcomes = leaving.apply(balances(2, 9)).outcomes();
        assertThat(outcomes).containsOnly(NotApplied.because(NotApplied.FAILED, "55000"));
        assertThat(version(1)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a;drop table account", "a.b.c", "1a"})
    void nameThatIsNoneIsRefused(String name) {
        assertThatThrownBy(() -> bulk.leavingReceiptsIn(name))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receipts");
    }
}
