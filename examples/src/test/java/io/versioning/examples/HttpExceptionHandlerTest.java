package io.versioning.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.Map;
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
    void anythingElseIsLeftToTheFramework() {
        DatabaseException down = new DatabaseException("There is no connection", "08001", null);
        assertThatThrownBy(() -> HttpExceptionHandler.answer(down)).isSameAs(down);
    }
}
