package io.versioning.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.Outcome.NotApplied;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Receipts on a database that has no word of its own on transactions. */
@RunsOn(DatabaseKind.H2)
class ReceiptsOnH2Test extends OnDatabase {

    ReceiptsOnH2Test() {
        super(DatabaseKind.H2);
    }

    @BeforeEach
    void createReceipts() {
        database.execute(ReceiptsTest.TABLE);
    }

    @Test
    void commitWhoseAnswerWasLostIsSettledAsApplied() {
        probe.onCommit().throwAfter(new SQLException("cut", "08006"));
        BulkUpdateResult<Object, RowChange> lost =
                bulk.leavingReceiptsIn("bulk_receipt").apply(balances(ROWS, 9));
        assertThat(lost.unresolved()).hasSize(ROWS);
        assertThat(bulk.resolve(lost).outcomes()).containsOnly(Applied.updated(2, Durability.COMMITTED));
        assertThat(version(1)).isEqualTo(2);
    }

    @Test
    void commitThatNeverArrivedIsSettledAsRolledBack() {
        probe.onCommit().throwInstead(new SQLException("cut", "08006"));
        BulkUpdateResult<Object, RowChange> lost =
                bulk.leavingReceiptsIn("bulk_receipt").allOrNothing().apply(balances(ROWS, 9));
        assertThat(lost.unresolved()).hasSize(ROWS);
        assertThat(bulk.resolve(lost).outcomes()).containsOnly(NotApplied.because(NotApplied.ROLLED_BACK));
        assertThat(version(1)).isEqualTo(1);
    }

    @Test
    void withoutReceiptsRowsStayUnknown() {
        probe.onCommit().throwAfter(new SQLException("cut", "08006"));
        BulkUpdateResult<Object, RowChange> lost = bulk.apply(balances(ROWS, 9));
        assertThat(bulk.resolve(lost).unresolved()).hasSize(ROWS);
    }
}
