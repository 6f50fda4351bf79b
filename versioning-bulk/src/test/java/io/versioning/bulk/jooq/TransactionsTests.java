package io.versioning.bulk.jooq;

import static io.versioning.bulk.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Outcome;
import io.versioning.Outcome.Applied;
import io.versioning.Outcome.Durability;
import io.versioning.bulk.jooq.generated.tables.records.AccountRecord;
import io.versioning.jooq.JooqVersioning;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.Isolation;
import io.versioning.testkit.fixture.RunsOn;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jooq.Field;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;
import org.jooq.impl.ThreadLocalTransactionProvider;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose transaction a bulk is in: the rules of single writes over jOOQ. */
class TransactionsTests {

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

        /** Such rows have statements of their own, whose answers don't tell the level. */
        @ParameterizedTest
        @EnumSource(Isolation.class)
        void levelOfTheConnectionIsNotThatOfRowsThatAreSetToExpressions(Isolation level) {
            BulkRecords<AccountRecord> isolated = JooqBulkVersioning.over(using(level.on(database.dataSource())))
                    .withoutListeners()
                    .table(ACCOUNT);
            Field<String> found = DSL.field("current_setting('transaction_isolation')", String.class);
            assertThat(outcomes(isolated.apply(List.of(
                            isolated.update(1).expecting(1).set(ACCOUNT.OWNER, found),
                            isolated.update(2).expecting(1).set(ACCOUNT.OWNER, found)))))
                    .containsOnly(Applied.updated(2, Durability.COMMITTED));
            assertThat(read(1, 2)).extracting(AccountRecord::getOwner).containsOnly("read committed");
        }
    }

    abstract static class Cases extends OnDatabase {

        private static final Outcome PENDING = Applied.updated(2, Durability.PENDING);
        private static final Outcome COMMITTED = Applied.updated(2, Durability.COMMITTED);

        Cases(DatabaseKind kind) {
            super(kind);
        }

        private List<Outcome> touch(BulkRecords<AccountRecord> records) {
            return outcomes(records.apply(
                    List.of(accounts.touch(1).expecting(1), accounts.touch(2).expecting(1))));
        }

        @Test
        void overADataSourceItIsTheLibrarys() {
            assertThat(touch(accounts)).containsOnly(COMMITTED);
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void transactionOfJooqsIsJoined() {
            dsl.transaction(transaction -> {
                assertThat(touch(accounts.within(transaction))).containsOnly(PENDING);
                assertThat(account(1).getVersion()).isEqualTo(1);
            });
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void transactionOfJooqsTakesItWithItWhenItRollsBack() {
            assertThatThrownBy(() -> dsl.transaction(transaction -> {
                        assertThat(touch(bulks.within(transaction).table(ACCOUNT)))
                                .containsOnly(PENDING);
                        throw new IllegalStateException("roll back");
                    }))
                    .hasMessage("roll back");
            assertThat(account(1).getVersion()).isEqualTo(1);
        }

        @Test
        void nestedTransactionIsRolledBackAlone() {
            dsl.transaction(outer -> {
                assertThat(touch(accounts.within(outer))).containsOnly(PENDING);
                assertThatThrownBy(() -> outer.dsl().transaction(inner -> {
                            var there = accounts.within(inner);
                            assertThat(outcomes(there.apply(
                                            List.of(accounts.touch(1).expecting(2)))))
                                    .containsExactly(Applied.updated(3, Durability.PENDING));
                            throw new IllegalStateException("roll back");
                        }))
                        .hasMessage("roll back");
            });
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void transactionOfTheSingleWritesIsJoined() {
            JooqVersioning versioning = JooqVersioning.over(dsl).withoutListeners();
            versioning.transaction(transaction -> {
                long unused = transaction.table(ACCOUNT).touch(3).expecting(1).apply();
                assertThat(touch(JooqBulkVersioning.over(transaction.dsl())
                                .withoutListeners()
                                .table(ACCOUNT)))
                        .containsOnly(PENDING);
            });
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void badRowsLeaveACallersTransactionUsable() {
            dsl.transaction(transaction -> {
                var there = accounts.within(transaction);
                List<Outcome> outcomes = outcomes(there.apply(List.of(
                        accounts.update(1).expecting(1).set(ACCOUNT.BALANCE, -1),
                        accounts.update(2).expecting(1).set(ACCOUNT.BALANCE, ACCOUNT.BALANCE.minus(9)),
                        accounts.update(3).expecting(1).set(ACCOUNT.BALANCE, 1))));
                assertThat(outcomes.get(0)).isInstanceOf(Outcome.Refused.class);
                assertThat(outcomes.get(1)).isInstanceOf(Outcome.Refused.class);
                assertThat(outcomes.get(2)).isEqualTo(PENDING);
            });
            assertThat(account(3).getVersion()).isEqualTo(2);
        }

        @Test
        void connectionWithoutAutocommitIsJoinedAndLeftToItsOwner() throws SQLException {
            try (Connection connection = transaction()) {
                var there = JooqBulkVersioning.over(using(connection))
                        .withoutListeners()
                        .table(ACCOUNT);
                assertThat(touch(there)).containsOnly(PENDING);
                assertThat(account(1).getVersion()).isEqualTo(1);
                connection.commit();
            }
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void connectionInAutocommitModeIsRefused() throws SQLException {
            try (Connection connection = database.dataSource().getConnection()) {
                var there = JooqBulkVersioning.over(using(connection)).table(ACCOUNT);
                assertThatThrownBy(() -> touch(there))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("autocommit");
            }
        }

        @Test
        void transactionThatIsBoundToTheThreadIsJoined() {
            var configuration = new DefaultConfiguration().set(dialect());
            var provider = new ThreadLocalTransactionProvider(new DataSourceConnectionProvider(database.dataSource()));
            configuration.set(provider);
            var bound =
                    JooqBulkVersioning.over(configuration).withoutListeners().table(ACCOUNT);
            configuration.dsl().transaction(() -> assertThat(touch(bound)).containsOnly(PENDING));
            assertThat(account(1).getVersion()).isEqualTo(2);
        }

        @Test
        void contextWithoutAConnectionIsRefused() {
            var nowhere =
                    JooqBulkVersioning.over(DSL.using(SQLDialect.POSTGRES)).table(ACCOUNT);
            assertThatThrownBy(() -> touch(nowhere))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("R2DBC");
        }
    }
}
