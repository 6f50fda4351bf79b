package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.ConflictException;
import io.versioning.WriteRefusedException;
import io.versioning.examples.TransferInOneTransaction.Account;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransferInOneTransactionTest {

    private final JdbcConnectionPool dataSource = JdbcConnectionPool.create("jdbc:h2:mem:transfer-test", "sa", "");
    private final TransferInOneTransaction bank = new TransferInOneTransaction(dataSource);

    @BeforeEach
    void createTable() throws Exception {
        TransferInOneTransaction.createTable(dataSource);
    }

    @AfterEach
    void dispose() {
        dataSource.dispose();
    }

    @Test
    void bothAreWrittenAndKnowTheirNewVersions() {
        Account savings = bank.read("savings");
        Account rent = bank.read("rent");

        bank.transfer(savings, rent, 70);

        assertThat(bank.balance("savings")).isEqualTo(30);
        assertThat(bank.balance("rent")).isEqualTo(70);
        assertThat(savings.version())
                .isEqualTo(2)
                .isEqualTo(bank.read("savings").version());
        assertThat(rent.version()).isEqualTo(2).isEqualTo(bank.read("rent").version());
    }

    @Test
    void rollbackUndoesBothAndTakesTheVersionsBack() {
        Account savings = bank.read("savings");
        Account rent = bank.read("rent");

        assertThatThrownBy(() -> bank.transfer(savings, rent, 170)).isInstanceOf(WriteRefusedException.class);

        assertThat(bank.balance("savings")).isEqualTo(100);
        assertThat(bank.balance("rent")).isZero();
        assertThat(savings.version())
                .isEqualTo(1)
                .isEqualTo(bank.read("savings").version());
        assertThat(rent.version()).isEqualTo(1).isEqualTo(bank.read("rent").version());
    }

    @Test
    void conflictOnOneRowUndoesTheOther() {
        Account stale = bank.read("savings");
        bank.transfer(bank.read("savings"), bank.read("rent"), 10);
        Account rent = bank.read("rent");

        assertThatThrownBy(() -> bank.transfer(stale, rent, 20)).isInstanceOf(ConflictException.class);

        assertThat(bank.balance("savings")).isEqualTo(90);
        assertThat(bank.balance("rent")).isEqualTo(10);
        assertThat(rent.version()).isEqualTo(2).isEqualTo(bank.read("rent").version());
    }

    @Test
    void theProgramShowsBoth() throws Exception {
        assertThat(Output.of(TransferInOneTransaction::main))
                .containsExactly(
                        "70 were transferred",
                        "  savings  balance  30, version 2",
                        "  rent     balance  70, version 2",
                        "account savings: the write was refused: constraint NOT_OVERDRAWN (SQLSTATE 23513)",
                        "nothing was transferred",
                        "  savings  balance  30, version 2",
                        "  rent     balance  70, version 2");
    }
}
