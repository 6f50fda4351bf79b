package io.versioning.bulk.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.bulk.fault.Sources;
import io.versioning.bulk.internal.CommitProof.Status;
import io.versioning.internal.sql.Dialect;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.TestDatabase;
import io.versioning.transaction.TransactionScope;
import io.versioning.transaction.TransactionSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What receipts say. */
class ReceiptStatusTest {

    @Nested
    @RunsOn(DatabaseKind.H2)
    class H2 extends Cases {
        H2() {
            super(DatabaseKind.H2);
        }
    }

    @Nested
    @RunsOn(DatabaseKind.POSTGRES)
    class Postgres extends Cases {
        Postgres() {
            super(DatabaseKind.POSTGRES);
        }
    }

    abstract static class Cases {

        private final DatabaseKind kind;
        private TestDatabase database;

        Cases(DatabaseKind kind) {
            this.kind = kind;
        }

        @BeforeEach
        void open() {
            database = kind.open();
            database.execute("create table bulk_receipt (id uuid primary key, committed boolean not null,"
                    + " created_at timestamp with time zone default current_timestamp not null)");
        }

        @AfterEach
        void close() {
            database.close();
        }

        private Connection connection() throws SQLException {
            return database.dataSource(Duration.ofMillis(100)).getConnection();
        }

        private static Status ask(Receipt receipt, Connection connection) throws SQLException {
            TransactionScope scope = TransactionSource.owning(Sources.handingOut(() -> connection))
                    .open();
            return ReceiptStatus.of(receipt, scope, Dialect.of(connection));
        }

        @Test
        void receiptThatIsThereWasCommitted() throws SQLException {
            try (Connection connection = connection()) {
                connection.setAutoCommit(false);
                Receipt receipt = Receipt.leave("bulk_receipt", connection);
                connection.commit();
                connection.setAutoCommit(true);
                assertThat(ask(receipt, connection)).isEqualTo(Status.COMMITTED);
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }

        @Test
        void receiptThatIsMissingNeverComes() throws SQLException {
            Receipt receipt = new Receipt("bulk_receipt", UUID.randomUUID(), System.currentTimeMillis());
            try (Connection connection = connection();
                    Connection late = connection()) {
                assertThat(ask(receipt, connection)).isEqualTo(Status.NOT_COMMITTED);
                assertThat(ask(receipt, connection)).isEqualTo(Status.NOT_COMMITTED);
                assertThatThrownBy(() -> receipt.insert(late, true)).isInstanceOf(SQLException.class);
                assertThat(connection.getAutoCommit()).isTrue();
            }
        }

        @Test
        void receiptOfATransactionThatIsUnderWayTellsNothingYet() throws SQLException {
            try (Connection connection = connection();
                    Connection underWay = connection()) {
                underWay.setAutoCommit(false);
                Receipt receipt = Receipt.leave("bulk_receipt", underWay);
                assertThat(ask(receipt, connection)).isEqualTo(Status.UNKNOWN);
                underWay.rollback();
                assertThat(ask(receipt, connection)).isEqualTo(Status.NOT_COMMITTED);
            }
        }

        /** It may have been deleted since. */
        @Test
        void missingReceiptThatIsOldTellsNothing() throws SQLException {
            long weekAgo = System.currentTimeMillis() - Duration.ofDays(8).toMillis();
            Receipt receipt = new Receipt("bulk_receipt", UUID.randomUUID(), weekAgo);
            try (Connection connection = connection()) {
                assertThat(ask(receipt, connection)).isEqualTo(Status.UNKNOWN);
            }
        }

        @Test
        void receiptWhoseTableIsGoneTellsNothing() throws SQLException {
            Receipt receipt = new Receipt("no_receipt", UUID.randomUUID(), System.currentTimeMillis());
            try (Connection connection = connection()) {
                assertThat(ask(receipt, connection)).isEqualTo(Status.UNKNOWN);
            }
        }
    }
}
