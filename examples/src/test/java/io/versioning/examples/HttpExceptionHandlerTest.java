package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.versioning.AttemptAbortedException;
import io.versioning.Conflict;
import io.versioning.Conflict.ReadFrom;
import io.versioning.ConflictException;
import io.versioning.DatabaseException;
import io.versioning.OutcomeUnknownException;
import io.versioning.Refusal;
import io.versioning.RowBusyException;
import io.versioning.VersionRequiredException;
import io.versioning.WriteRefusedException;
import io.versioning.examples.HttpExceptionHandler.Answer;
import io.versioning.transaction.CommitFailedException;
import io.versioning.transaction.LocalTransactions;
import java.util.Map;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

class HttpExceptionHandlerTest {

    @Test
    void aStaleRowIs409WithBothVersions() {
        Conflict conflict = Conflict.stale("airport", "ORD", 5, 7, ReadFrom.COMMITTED);
        assertThat(HttpExceptionHandler.answer(new ConflictException(conflict)))
                .isEqualTo(new Answer(409, Map.of("kind", "STALE", "expected", 5L, "actual", 7L)));
    }

    @Test
    void aRowThatIsGoneIs409WithoutAnActualVersion() {
        Conflict conflict = Conflict.missing("airport", "ORD", 5, ReadFrom.COMMITTED);
        assertThat(HttpExceptionHandler.answer(new ConflictException(conflict)))
                .isEqualTo(new Answer(409, Map.of("kind", "MISSING", "expected", 5L)));
    }

    @Test
    void aMissingVersionIs428() {
        assertThat(HttpExceptionHandler.answer(VersionRequiredException.missing("airport", "ORD"))
                        .status())
                .isEqualTo(428);
    }

    @Test
    void busyAndAbortedAre503() {
        assertThat(HttpExceptionHandler.answer(new RowBusyException("airport", "ORD", null))
                        .status())
                .isEqualTo(503);
        assertThat(HttpExceptionHandler.answer(new AttemptAbortedException("airport", "ORD", "deadlock", null))
                        .status())
                .isEqualTo(503);
    }

    @Test
    void refusedValuesAre422WithTheReason() {
        WriteRefusedException refused =
                new WriteRefusedException("airport", "ORD", Refusal.constraint("airport_pkey", "23505"), null);
        assertThat(HttpExceptionHandler.answer(refused)).isEqualTo(new Answer(422, Map.of("error", "constraint")));
    }

    @Test
    void anUnknownOutcomeIs500AndSaysSo() {
        Answer answer = HttpExceptionHandler.answer(new OutcomeUnknownException("airport", "ORD", 5L, null));
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body().get("error")).asString().startsWith("unknown");
    }

    @Test
    void aTransactionThatWasRolledBackIs503() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        LocalTransactions transactions = LocalTransactions.over(database);
        CommitFailedException rolledBack = catchThrowableOfType(
                CommitFailedException.class,
                () -> transactions.run(outer -> catchThrowable(() -> transactions.run(inner -> {
                    throw new IllegalStateException("the inner work fails, and the outer one goes on");
                }))));
        assertThat(HttpExceptionHandler.answer(rolledBack).status()).isEqualTo(503);
    }

    @Test
    void anythingElseIsLeftToTheFramework() {
        DatabaseException down = new DatabaseException("There is no connection", "08001", null);
        assertThatThrownBy(() -> HttpExceptionHandler.answer(down)).isSameAs(down);
    }
}
