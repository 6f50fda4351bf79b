package io.versioning.bulk.jooq;

import static io.versioning.bulk.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.BulkUpdateResult;
import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.VersionRequiredException;
import io.versioning.bulk.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.JooqVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.OptionalLong;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Records that were read, edited and written many at once. */
class RecordsTests {

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

    abstract static class Cases extends OnDatabase {

        Cases(DatabaseKind kind) {
            super(kind);
        }

        @Test
        void changedFieldsAreWrittenAtTheVersionThatWasLoaded() {
            List<AccountRecord> records = read(1, 2, 3);
            records.get(0).setBalance(9);
            records.get(1).setOwner("Bob");
            dsl.update(ACCOUNT)
                    .set(ACCOUNT.NOTE, "kept")
                    .where(ACCOUNT.ID.eq(1L))
                    .execute();
            BulkUpdateResult<Object, AccountRecord> result = accounts.apply(records, accounts::update);
            assertThat(result.succeeded()).hasSize(3);
            assertThat(account(1).getBalance()).isEqualTo(9);
            assertThat(account(1).getNote()).isEqualTo("kept");
            assertThat(account(2).getOwner()).isEqualTo("Bob");
            for (AccountRecord record : records) {
                assertThat(record.getVersion()).isEqualTo(2);
                assertThat(record.changed()).isFalse();
                assertThat(account(record.getId()).getVersion()).isEqualTo(2);
            }
            assertThat(accounts.apply(records, accounts::update).succeeded()).hasSize(3);
        }

        @Test
        void versionThatWasSetByHandCountsForNothing() {
            List<AccountRecord> records = read(1, 2);
            records.get(0).setVersion(77);
            records.get(1).setVersion(77);
            records.get(1).setBalance(1);
            assertThat(accounts.apply(records, accounts::update).succeeded()).hasSize(2);
            assertThat(records).extracting(AccountRecord::getVersion).containsExactly(2, 2);
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void recordsThatAreNotWrittenAreLeftAsTheyAre() {
            List<AccountRecord> records = read(1, 2, 3);
            records.get(0).setBalance(6);
            records.get(1).setBalance(-1);
            records.get(2).setBalance(7);
            advance(1);
            List<List<Object>> stale = image(records.get(0));
            List<List<Object>> refused = image(records.get(1));
            BulkUpdateResult<Object, AccountRecord> result =
                    accounts.withCurrentState().apply(records, accounts::update);
            assertThat(conflict(result.outcomes().get(0)).currentState()).get().isEqualTo(account(1));
            assertThat(result.outcomes().get(1)).isInstanceOf(Outcome.Refused.class);
            assertThat(image(records.get(0))).isEqualTo(stale);
            assertThat(image(records.get(1))).isEqualTo(refused);
            assertThat(records.get(2).getVersion()).isEqualTo(2);
            assertThat(result.failedUpdates()).containsExactly(records.get(0), records.get(1));
        }

        @Test
        void recordsAreLeftAsTheyAreIfAllOrNothingKeepsNone() {
            List<AccountRecord> records = read(1, 2);
            records.get(0).setBalance(6);
            records.get(1).setBalance(-1);
            List<List<Object>> before = image(records.get(0));
            assertThat(accounts.allOrNothing().apply(records, accounts::update).succeeded())
                    .isEmpty();
            assertThat(image(records.get(0))).isEqualTo(before);
        }

        @Test
        void whatIsSetAfterTheChangeWasMadeIsStillToBeWritten() {
            AccountRecord record = account(1);
            record.setBalance(6);
            record.setOwner("first");
            RecordChange<AccountRecord> change = accounts.update(record);
            record.setOwner("second");
            record.setNote("new");
            assertThat(accounts.apply(List.of(change)).succeeded()).hasSize(1);
            assertThat(account(1).getOwner()).isEqualTo("first");
            assertThat(record.original(ACCOUNT.OWNER)).isEqualTo("first");
            assertThat(record.changed(ACCOUNT.BALANCE)).isFalse();
            assertThat(accounts.apply(List.of(accounts.update(record))).succeeded())
                    .hasSize(1);
            assertThat(account(1).getOwner()).isEqualTo("second");
            assertThat(account(1).getNote()).isEqualTo("new");
            assertThat(account(1).getVersion()).isEqualTo(3);
        }

        @Test
        void rollbackGivesRecordsTheirVersionsBack() {
            List<AccountRecord> records = read(1, 2);
            records.get(0).setBalance(6);
            List<List<Object>> before = image(records.get(0));
            JooqVersioning versioning = JooqVersioning.over(dsl).withoutListeners();
            assertThatThrownBy(() -> versioning.transaction(transaction -> {
                        BulkRecords<AccountRecord> there =
                                accounts.within(transaction.dsl().configuration());
                        assertThat(outcomes(there.apply(records, accounts::update)))
                                .containsOnly(Applied.updated(2, Durability.PENDING));
                        assertThat(records.get(0).getVersion()).isEqualTo(2);
                        assertThat(outcomes(there.apply(records, accounts::update)))
                                .containsOnly(Applied.updated(3, Durability.PENDING));
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
            assertThat(image(records.get(0))).isEqualTo(before);
            assertThat(records.get(1).getVersion()).isEqualTo(1);
            assertThat(account(1).getVersion()).isEqualTo(1);
            assertThat(accounts.apply(records, accounts::update).succeeded()).hasSize(2);
        }

        @Test
        void oneRecordTwiceRunsIntoItself() {
            AccountRecord record = account(1);
            List<Outcome> outcomes =
                    outcomes(accounts.apply(List.of(accounts.update(record), accounts.update(record))));
            assertThat(outcomes.get(0)).isEqualTo(Applied.updated(2, Durability.COMMITTED));
            assertThat(conflict(outcomes.get(1)).actual()).isEqualTo(OptionalLong.of(2));
            assertThat(record.getVersion()).isEqualTo(2);
        }

        @Test
        void recordsAreDeletedAndLeftAsTheyAre() {
            AccountRecord record = account(1);
            record.setVersion(9);
            List<List<Object>> before = image(record);
            assertThat(outcomes(accounts.apply(List.of(accounts.delete(record)))))
                    .containsExactly(Applied.deleted(Durability.COMMITTED));
            assertThat(image(record)).isEqualTo(before);
        }

        @Test
        void recordsOfATableWithoutGeneratedCodeDoTheSame() {
            var plain = bulks.table(DSL.table(DSL.name("account")), DSL.field(DSL.name("id"), Long.class));
            List<Record> records = List.of(
                    dsl.selectFrom(DSL.table(DSL.name("account")))
                            .where(DSL.field(DSL.name("id")).eq(1L))
                            .fetchSingle(),
                    dsl.selectFrom(DSL.table(DSL.name("account")))
                            .where(DSL.field(DSL.name("id")).eq(2L))
                            .fetchSingle());
            records.get(0).set(DSL.field(DSL.name("balance"), Integer.class), 8);
            assertThat(outcomes(plain.apply(records, plain::update)))
                    .containsOnly(Applied.updated(2, Durability.COMMITTED));
            assertThat(account(1).getBalance()).isEqualTo(8);
            assertThat(records.get(1).get("version", Integer.class)).isEqualTo(2);
            assertThat(plain.apply(records, plain::update).succeeded()).hasSize(2);
        }

        @Test
        void mergedStateIsSetAtTheVersionThatItWasReadWith() {
            AccountRecord merged = account(1);
            merged.setBalance(8);
            assertThat(outcomes(accounts.apply(
                            List.of(accounts.update(1).expecting(1).set(merged)))))
                    .containsExactly(Applied.updated(2, Durability.COMMITTED));
            assertThat(account(1).getBalance()).isEqualTo(8);
            assertThatThrownBy(() -> accounts.update(2).expecting(1).set(merged))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another row");
        }

        @Test
        void recordsThatNameNoRowOrNoVersionAreRefused() {
            AccountRecord fresh = dsl.newRecord(ACCOUNT);
            fresh.setId(1L);
            assertThatThrownBy(() -> accounts.update(fresh))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("neither loaded nor stored");
            AccountRecord partial = dsl.select(ACCOUNT.ID, ACCOUNT.OWNER)
                    .from(ACCOUNT)
                    .where(ACCOUNT.ID.eq(1L))
                    .fetchSingleInto(ACCOUNT);
            assertThatThrownBy(() -> accounts.update(partial)).isInstanceOf(VersionRequiredException.class);
            AccountRecord moved = account(1);
            moved.setId(2L);
            moved.setBalance(7);
            assertThatThrownBy(() -> outcomes(accounts.apply(List.of(moved), accounts::update)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("part of the key");
        }

        @Test
        void endOfAPlainConnectionsTransactionIsNotSeen() throws SQLException {
            AccountRecord record = account(1);
            try (Connection connection = transaction()) {
                BulkRecords<AccountRecord> there =
                        accounts.within(using(connection).configuration());
                assertThat(outcomes(there.apply(List.of(accounts.update(record)))))
                        .containsExactly(Applied.updated(2, Durability.PENDING));
                connection.rollback();
            }
            assertThat(record.getVersion()).isEqualTo(2);
            assertThat(account(1).getVersion()).isEqualTo(1);
        }
    }
}
