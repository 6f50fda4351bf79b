package io.versioning.testkit.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.AttemptAbortedException;
import io.versioning.ConflictException;
import io.versioning.RowBusyException;
import io.versioning.TableUnsuitableException;
import io.versioning.WriteRefusedException;
import io.versioning.jdbc.GuardedTable;
import io.versioning.jdbc.JdbcVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.h2.api.Trigger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only H2 has, or does in its own way. */
@RunsOn(DatabaseKind.H2)
class H2OnlyTest extends OnDatabase {

    H2OnlyTest() {
        super(DatabaseKind.H2);
    }

    @BeforeEach
    void insertRows() {
        accounts.insert(1).set("balance", 5).apply();
        accounts.insert(2).set("balance", 5).apply();
    }

    /** Advances the version besides the library. */
    public static final class Meddling implements Trigger {
        private static final int VERSION = 5;

        @Override
        public void fire(Connection connection, Object[] before, Object[] after) {
            after[VERSION] = (int) after[VERSION] + 1;
        }
    }

    @Test
    void triggerThatAdvancesTheVersionTooIsFoundAndTheWriteUndone() throws SQLException {
        database.execute("create trigger meddle before update on account for each row call '%s'"
                .formatted(Meddling.class.getName()));
        GuardedTable table = JdbcVersioning.over(database.dataSource()).table("account", "id");
        assertThatThrownBy(() -> table.touch(1).expecting(1).apply())
                .isInstanceOf(TableUnsuitableException.class)
                .hasMessageContaining("version 2 was written, and version 3 came out of it");
        assertThat(query("select version from account where id = 1")).isEqualTo("1");
    }

    @Test
    void transactionGoesOnAfterARefusalAndAfterABusyRow() throws SQLException {
        try (Connection holder = transaction();
                Connection connection =
                        database.dataSource(Duration.ofMillis(50)).getConnection()) {
            connection.setAutoCommit(false);
            accounts.within(holder).touch(2).expecting(1).apply();
            GuardedTable joining = accounts.within(connection);
            joining.touch(1).expecting(1).apply();
            assertThatThrownBy(() ->
                            joining.update(1).expecting(2).set("balance", -1).apply())
                    .isInstanceOf(WriteRefusedException.class);
            assertThatThrownBy(() -> joining.touch(2).expecting(1).apply()).isInstanceOf(RowBusyException.class);
            joining.touch(1).expecting(2).apply();
            connection.commit();
        }
        assertThat(query("select version from account where id = 1")).isEqualTo("3");
    }

    /** The reason why a transaction must be rolled back after class 40: H2 itself would commit what follows. */
    @Test
    void plainConnectionWouldCommitWhatFollowsAnAbort() throws SQLException {
        try (Connection connection = transaction()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            GuardedTable joining = accounts.within(connection);
            assertThat(joining.read(2)).isPresent();
            joining.touch(1).expecting(1).apply();
            accounts.touch(2).expecting(1).apply();
            assertThatThrownBy(() -> joining.touch(2).expecting(1).apply())
                    .isInstanceOf(AttemptAbortedException.class)
                    .hasMessageContaining("40001");
            connection.rollback();
        }
        assertThat(query("select version from account where id = 1")).isEqualTo("1");
    }

    @Test
    void versionReadByAnUncommittedReaderIsNotTrusted() throws SQLException {
        try (Connection writer = transaction();
                Connection dirty = transaction()) {
            dirty.setTransactionIsolation(Connection.TRANSACTION_READ_UNCOMMITTED);
            accounts.touch(1).expecting(1).apply();
            assertThatThrownBy(
                            () -> accounts.within(dirty).touch(1).expecting(1).apply())
                    .isInstanceOfSatisfying(
                            ConflictException.class,
                            thrown -> assertThat(thrown.conflict().actual()).isEmpty());
            writer.rollback();
        }
    }

    @Test
    void killedSessionAbortsTheTransaction() throws SQLException {
        Connection connection = transaction();
        accounts.within(connection).touch(1).expecting(1).apply();
        database.kill(connection);
        assertThatThrownBy(
                        () -> accounts.within(connection).touch(2).expecting(1).apply())
                .isInstanceOfAny(AttemptAbortedException.class, IllegalStateException.class);
        assertThat(query("select version from account where id = 1")).isEqualTo("1");
    }

    @Test
    void constraintsAreNamed() {
        assertThatThrownBy(
                        () -> accounts.update(1).expecting(1).set("balance", -1).apply())
                .isInstanceOfSatisfying(
                        WriteRefusedException.class,
                        thrown -> assertThat(thrown.refusal().constraint()).contains("POSITIVE"));
    }
}
