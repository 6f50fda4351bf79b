package io.versioning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.versioning.Conflict.ReadFrom;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExceptionSerializationTest {

    private record NotSerializable(String name) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Test
    void conflictTravelsWithIdVersionsAndState() throws Exception {
        Conflict sent = Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.OPEN_TRANSACTION)
                .withCurrentState(List.of("state"));
        assertThat(throughAStream(new ConflictException(sent)).conflict()).isEqualTo(sent);
    }

    @Test
    void idThatCantBeSerializedArrivesAsItsText() throws Exception {
        Conflict sent = Conflict.missing("Portfolio", new NotSerializable("a\nb"), 5, ReadFrom.COMMITTED);
        assertThat(throughAStream(new ConflictException(sent)).conflict().id()).isEqualTo("a\\nb");
    }

    @Test
    void stateThatCantBeSerializedIsLeftOut() throws Exception {
        Conflict sent = Conflict.stale("Portfolio", 42L, 5, 7, ReadFrom.COMMITTED)
                .withCurrentState(List.of(new NotSerializable("state")));
        Conflict arrived = throughAStream(new ConflictException(sent)).conflict();
        assertThat(arrived.currentState()).isEmpty();
        assertThat(arrived.actual()).hasValue(7);
    }

    @Test
    void everyExceptionOfARowTravels() throws Exception {
        for (RowWriteException sent : List.of(
                new RowBusyException("Portfolio", 42L, null),
                new AttemptAbortedException("Portfolio", 42L, "why", null),
                new OutcomeUnknownException("Portfolio", 42L, 5L, null),
                VersionRequiredException.missing("Portfolio", 42L),
                new VersionOverflowException("Portfolio", 42L, 5, 5),
                new WriteRefusedException("Portfolio", 42L, Refusal.invalid(List.of("too late")), null))) {
            RowWriteException arrived = throughAStream(sent);
            assertThat(arrived).hasMessage(sent.getMessage());
            assertThat(arrived.entity()).isEqualTo("Portfolio");
            assertThat(arrived.id()).isEqualTo(42L);
        }
    }

    @Test
    void bulkExceptionKeepsItsCountsAndDropsItsResult() throws Exception {
        BulkUpdateException sent = new BulkUpdateException(BulkUpdateResult.of(
                List.of(new BulkUpdateResult.Row<>(0, 42L, new NotSerializable("update"), new Outcome.Unknown()))));
        BulkUpdateException arrived = throughAStream(sent);
        assertThat(arrived)
                .hasMessage("0 of 1 rows were written; 0 conflicted, 0 were refused, 0 were not applied,"
                        + " 1 are unknown");
        assertThatThrownBy(arrived::result).isInstanceOf(IllegalStateException.class);
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T> T throughAStream(T sent) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(sent);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (T) in.readObject();
        }
    }
}
