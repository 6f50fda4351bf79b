package io.versioning.jooq;

import static io.versioning.jooq.generated.Tables.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.jooq.generated.tables.records.AccountRecord;
import io.versioning.merge.ThreeWayMerge;
import io.versioning.testkit.fixture.DatabaseKind;
import io.versioning.testkit.fixture.RunsOn;
import io.versioning.testkit.fixture.TestDatabase;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the documentation shows of records. */
@RunsOn(DatabaseKind.H2)
class StoringARecordTest {

    private final TestDatabase database = DatabaseKind.H2.open();
    private final DSLContext dsl = DSL.using(database.dataSource(), SQLDialect.H2);

    @BeforeEach
    void createTable() {
        AccountSubject subject = new AccountSubject(DatabaseKind.H2, AccountRows::new, true);
        database.execute(subject.schema(DatabaseKind.H2).toArray(String[]::new));
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void secondOfTwoLoses() {
        AccountRecord onAnotherScreen = newAccount(dsl);
        store(dsl);
        onAnotherScreen.setOwner("Bob");
        assertThatThrownBy(() -> JooqVersioning.over(dsl).store(onAnotherScreen))
                .isInstanceOf(ConflictException.class)
                .hasMessage("account 1: expected version 1, found 2");
        assertThat(onAnotherScreen.getVersion()).isEqualTo(1);
    }

    @Test
    void secondOfTwoMergesWhatTheFirstDidNotEdit() {
        AccountRecord onAnotherScreen = newAccount(dsl);
        store(dsl);
        onAnotherScreen.setNote("mine");
        assertThat(merged(JooqVersioning.over(dsl), onAnotherScreen)).isEqualTo("at version 3");
        assertThat(dsl.fetchSingle(ACCOUNT).getNote()).isEqualTo("mine");
        onAnotherScreen.setOwner("Bob");
        assertThat(merged(JooqVersioning.over(dsl), onAnotherScreen)).startsWith("for a person to decide: [");
        assertThat(dsl.fetchSingle(ACCOUNT).getOwner()).isEqualTo("Ada");
    }

    private static String merged(JooqVersioning versioning, AccountRecord account) {
        // tag::merge[]
        try {
            return "at version " + versioning.store(account);
        } catch (ConflictException e) {
            AccountRecord current = e.currentState(AccountRecord.class).orElseThrow(); // none if it is gone
            return ThreeWayMerge.of(versioning.table(ACCOUNT).fields())
                    .merge(account.original(), account, current)
                    .fold(
                            merged -> "at version " + versioning.store(merged.state()),
                            clashed -> "for a person to decide: " + clashed.clashes());
        }
        // end::merge[]
    }

    private static AccountRecord newAccount(DSLContext dsl) {
        AccountRecord account = dsl.newRecord(ACCOUNT);
        account.setId(1L);
        account.setOwner("nobody");
        account.setBalance(0);
        JooqVersioning.over(dsl).store(account);
        return account;
    }

    private static void store(DSLContext dsl) {
        // tag::store[]
        JooqVersioning versioning = JooqVersioning.over(dsl);
        AccountRecord account = dsl.fetchSingle(ACCOUNT, ACCOUNT.ID.eq(1L));
        account.setOwner("Ada");
        versioning.store(account); // ConflictException, if somebody else was faster
        // end::store[]
        assertThat(account.getVersion()).isEqualTo(2);
    }
}
